import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { AnesyaConnection } from '../api/anesyaApi';
import { connect } from '../api/anesyaApi';
import { readExtract } from '../api/readExtract';
import { readListed } from '../api/readListed';
import { createLimiter } from '../concurrency/limiter';
import { sleep } from '../concurrency/sleep';
import type { WaitFor } from '../waiting/watch';
import { createWatch } from '../waiting/watch';
import { createHints } from './hints';

/** Looks at extracts that are under way at once; more would only queue up at the server. */
const CHECKS_AT_ONCE = 20;

/** What the items of one execution share. */
export interface Run {
	context: IExecuteFunctions;
	api: AnesyaConnection;
	/** Aborted when a user stops the execution. */
	stop: AbortSignal | undefined;
	waitFor: WaitFor;
	/** Notes something for the user that is no failure; `which` names the item or document. */
	hint(what: string, which?: string): void;
	showHints(): void;
}

/** @throws UserError when the credential cannot be used */
export async function startRun(context: IExecuteFunctions): Promise<Run> {
	const api = await connectOrExplain(context);
	const stop = context.getExecutionCancelSignal();
	const checks = createLimiter(CHECKS_AT_ONCE);
	const hints = createHints();

	return {
		context,
		api,
		stop,
		waitFor: createWatch({
			read: async (id) => await checks(async () => await readExtract(api, id)),
			readListed: async (workflow, ids, mostPages) =>
				await readListed(api, workflow, ids, mostPages, stop),
			now: () => performance.now(),
			sleep: async (milliseconds) => await sleep(milliseconds, stop),
			random: Math.random,
		}),
		hint: hints.add,
		showHints: () => {
			const message = hints.text();
			if (message !== '') context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}

async function connectOrExplain(context: IExecuteFunctions): Promise<AnesyaConnection> {
	return await connect(context).catch((thrown: unknown) => {
		throw thrown instanceof UserError
			? thrown
			: new UserError('The Anesya credential could not be opened', { description: String(thrown) });
	});
}
