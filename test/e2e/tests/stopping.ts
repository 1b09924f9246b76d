import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import { invoice } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { SLOW } from '../environment';
import { waitUntil } from '../server/waitUntil';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, uploadAndWait } from './inputs';

/** Milliseconds in which a continuing wait would send several requests. */
const LONG_ENOUGH = 6_000;

/** A user presses Stop. */
export const stopping: Array<TestCase<Environment>> = [
	{
		name: 'stopping a waiting execution ends its requests to Anesya',
		run: async ({ n8n, anesya }) => {
			const steps = [uploadAndWait(anesya)];
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps, responds: 'at once' }),
			);
			const before = anesya.requests.length;
			await hook.postFiles([inField('data', invoice, `${SLOW}.pdf`)]);
			await waitUntil(
				'a second status check',
				() => anesya.requests.length - before >= 3 || undefined,
			);

			const [running] = await n8n.api.executions(hook.workflowId);
			await n8n.api.stop(running?.id ?? '');
			const { status } = await n8n.api.lastExecutionOf(hook.workflowId);
			const atStop = anesya.requests.length;
			await pause(LONG_ENOUGH);
			expect({ status, later: anesya.requests.length - atStop }).toEqual({
				status: 'canceled',
				later: 0,
			});
			return `${atStop - before} requests until the stop, none in the ${LONG_ENOUGH / 1000} s after it`;
		},
	},
];
