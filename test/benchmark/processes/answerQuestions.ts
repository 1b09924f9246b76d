import type { Answer } from './messages';
import { question } from './messages';

type Skill = (input: unknown) => Promise<unknown>;

/**
 * Lives on as long as the process that started this one, and does what it asks for.
 *
 * @param end undoes what must not outlive this process
 */
export function answerQuestions(
	skills: Record<string, Skill>,
	end: () => Promise<void> = async () => {},
): void {
	process.on('message', (message) => void reply(message, skills));
	process.once('disconnect', () => void end().finally(() => process.exit()));
	// Ctrl+C reaches the whole group; the one that started this process ends it.
	process.on('SIGINT', () => {});
}

async function reply(message: unknown, skills: Record<string, Skill>): Promise<void> {
	const { id, name, input } = question.parse(message);
	const skill = skills[name];
	try {
		if (skill === undefined) throw new Error(`Cannot ${name}`);
		process.send?.({ id, result: await skill(input) } satisfies Answer);
	} catch (error) {
		const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
		process.send?.({ id, result: undefined, failure } satisfies Answer);
	}
}
