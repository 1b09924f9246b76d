import type { ResponseMessage } from './messages';
import { requestMessage } from './messages';

type RequestHandler = (input: unknown) => Promise<unknown>;

/**
 * Handles the requests of the parent process, and exits when the parent does.
 *
 * @param cleanUp removes what must not outlive this process
 */
export function handleRequests(
	handlers: Record<string, RequestHandler>,
	cleanUp: () => Promise<void> = async () => {},
): void {
	process.on('message', (message) => void respond(message, handlers));
	process.once('disconnect', () => void cleanUp().finally(() => process.exit()));
	// Ctrl+C reaches the whole process group; the parent ends this process.
	process.on('SIGINT', () => {});
}

async function respond(message: unknown, handlers: Record<string, RequestHandler>): Promise<void> {
	const { id, name, input } = requestMessage.parse(message);
	const handler = handlers[name];
	try {
		if (handler === undefined) throw new Error(`Unknown request ${name}`);
		process.send?.({ id, result: await handler(input) } satisfies ResponseMessage);
	} catch (error) {
		const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
		process.send?.({ id, result: undefined, failure } satisfies ResponseMessage);
	}
}
