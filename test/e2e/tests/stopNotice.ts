import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';
import type { IWorkflowSettings } from 'n8n-workflow';
import { z } from 'zod';

import { invoice } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { SLOW } from '../environment';
import { waitUntil } from '../server/waitUntil';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, uploadAndWait } from './inputs';

/** Seconds in which the documents are uploaded, and after which n8n ends the execution. */
const TIMEOUT = 8;

/** Milliseconds in which n8n has stored what it stores after a stop. */
const STORED = 1_000;

const stored = z.object({ customData: z.record(z.string()) });

/** What is left of the ids of paid documents when an execution does not come to its end. */
export const stopNotice: Array<TestCase<Environment>> = [
	{
		name: 'a stopped execution keeps the ids of what is paid in its custom data, and n8n in its log',
		run: async (environment) =>
			await leavesNotice(environment, {}, async (id) => await environment.n8n.api.stop(id)),
	},
	{
		name: "so does one that n8n's own time-out ends",
		run: async (environment) =>
			await leavesNotice(environment, { executionTimeout: TIMEOUT }, async () => {}),
	},
];

async function leavesNotice(
	{ n8n, anesya }: Environment,
	settings: IWorkflowSettings,
	end: (executionId: string) => Promise<void>,
): Promise<string> {
	anesya.fault({ method: 'POST', documentName: /cut-off/, fault: { kind: 'hang' } });
	const steps = [uploadAndWait(anesya)];
	const hook = await n8n.api.listen(
		webhookToAnesya({ credential: n8n.credential, steps, responds: 'at once', settings }),
	);
	const before = anesya.extracts.size;
	await hook.postFiles([
		inField('one', invoice, `${SLOW}-1.pdf`),
		inField('two', invoice, `${SLOW}-2.pdf`),
		inField('three', invoice, 'cut-off.pdf'),
	]);
	await waitUntil(
		'two documents are uploaded',
		() => anesya.extracts.size - before >= 2 || undefined,
	);
	// Until the responses have arrived, too.
	await pause(STORED);
	const ids = [...anesya.extracts.keys()].slice(before).sort();

	const [running] = await n8n.api.executions(hook.workflowId);
	const { id = '' } = running ?? {};
	await end(id);
	const { status, error } = await n8n.api.endOf(id);
	await pause(STORED);
	const { customData } = await n8n.api.rest.call('GET', `executions/${id}`, stored);
	expect({
		status,
		unclear: customData.anesya_unclear,
		ids: customData.anesya_ids_1?.split(', ').sort(),
	}).toEqual({ status: 'canceled', unclear: 'cut-off.pdf', ids });

	const lines = (await n8n.log()).split('\n');
	const line = lines.find((each) => each.includes(`Anesya: execution ${id} was stopped`));
	for (const what of [...ids, 'cut-off.pdf']) expect(line).toContain(what);
	return `and the text of the execution is: ${error?.message ?? 'none'}`;
}
