import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { AnesyaClient } from '../transport/client';
import { createClient } from '../transport/client';
import { getExtract } from '../api/getExtract';
import { listStatuses } from '../waiting/listStatuses';
import { createLimiter } from '../concurrency/limiter';
import { sleep } from '../concurrency/sleep';
import type { WaitFor } from '../waiting/watch';
import { createWatch } from '../waiting/watch';
import { joinBounded } from '../guards/boundedText';

/** Looks at extracts that are under way at once; more would only queue up at the server. */
const CHECKS_AT_ONCE = 20;

/** What the items of one execution share. */
export interface Run {
	context: IExecuteFunctions;
	api: AnesyaClient;
	/** Aborted when a user stops the execution. */
	signal: AbortSignal | undefined;
	waitFor: WaitFor;
	/** Notes something for the user that is no failure; `which` names the item or document. */
	hint(what: string, which?: string): void;
	showHints(): void;
}

/** @throws UserError when the credential cannot be used */
export async function startRun(context: IExecuteFunctions): Promise<Run> {
	const api = await connectOrExplain(context);
	const signal = context.getExecutionCancelSignal();
	const checks = createLimiter(CHECKS_AT_ONCE);
	const hints = createHints();

	return {
		context,
		api,
		signal,
		waitFor: createWatch({
			read: async (id) => await checks(async () => await getExtract(api, id)),
			readListed: async (workflow, ids, mostPages) =>
				await listStatuses(api, workflow, ids, mostPages, signal),
			now: () => performance.now(),
			sleep: async (milliseconds) => await sleep(milliseconds, signal),
			random: Math.random,
		}),
		hint: hints.add,
		showHints: () => {
			const message = hints.text();
			if (message !== '') context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}

async function connectOrExplain(context: IExecuteFunctions): Promise<AnesyaClient> {
	return await createClient(context).catch((thrown: unknown) => {
		throw thrown instanceof UserError
			? thrown
			: new UserError('The Anesya credential could not be opened', { description: String(thrown) });
	});
}

/** What the user is told beside the items: a sentence of each kind, however many items it is about. */
export interface Hints {
	/**
	 * @param what the sentence, or its beginning
	 * @param which the item or document that it is about, if it is about one
	 */
	add(what: string, which?: string): void;
	/** '' when there is nothing to tell. */
	text(): string;
}

export function createHints(): Hints {
	const kinds = new Map<string, Set<string>>();
	return {
		add: (what, which) => {
			const known = kinds.get(what) ?? new Set();
			kinds.set(what, which === undefined ? known : known.add(which));
		},
		text: () =>
			[...kinds]
				.map(([what, which]) => (which.size === 0 ? what : `${what} ${joinBounded([...which])}.`))
				.join(' '),
	};
}
