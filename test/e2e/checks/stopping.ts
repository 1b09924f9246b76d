import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import type { Check } from '../../checks';
import { invoice } from '../../documents';
import type { Place } from '../place';
import { SLOW } from '../place';
import { until } from '../server/until';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, uploadAndWait } from './parts';

/** Milliseconds in which a wait that goes on would ask several times. */
const LONG_ENOUGH = 6_000;

/** A user presses Stop. */
export const stopping: Array<Check<Place>> = [
	{
		name: 'stopping an execution that waits ends its requests to Anesya',
		run: async ({ n8n, anesya }) => {
			const steps = [uploadAndWait(anesya)];
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps, answers: 'at once' }),
			);
			const before = anesya.requests.length;
			await hook.postFiles([inField('data', invoice, `${SLOW}.pdf`)]);
			await until(
				'a second look at the extract',
				() => anesya.requests.length - before >= 3 || undefined,
			);

			const [running] = await n8n.api.executions(hook.workflowId);
			await n8n.api.stop(running?.id ?? '');
			const { status } = await n8n.api.lastExecutionOf(hook.workflowId);
			const asked = anesya.requests.length;
			await pause(LONG_ENOUGH);
			expect({ status, later: anesya.requests.length - asked }).toEqual({
				status: 'canceled',
				later: 0,
			});
			return `${asked - before} requests until the stop, none in the ${LONG_ENOUGH / 1000} s after it`;
		},
	},
];
