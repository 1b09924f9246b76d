import { expect } from 'expect';

import { invoice } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { QueueEnvironment } from '../environment';
import { executionsAt } from '../queue/startQueue';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, uploadAndWait } from './inputs';

const EXECUTIONS = 40;

/** Workers share the executions. */
export const workSharing: Array<TestCase<QueueEnvironment>> = [
	{
		name: `${EXECUTIONS} executions with one document each are shared by the workers, and all of them finish`,
		run: async ({ n8n, anesya, workers }) => {
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			const before = anesya.extracts.size;
			const posts = Array.from(
				{ length: EXECUTIONS },
				async () => await hook.postFiles([inField('data', invoice)]),
			);
			for (const response of await Promise.all(posts))
				expect(response).toMatchObject({ status: 200, body: [invoice.fields] });

			const statuses = (await n8n.api.executions(hook.workflowId)).map(({ status }) => status);
			expect(statuses).toEqual(Array.from({ length: EXECUTIONS }, () => 'success'));
			expect(anesya.extracts.size - before).toBe(EXECUTIONS);
			const shares = await Promise.all(
				workers.map(async (worker) => (await executionsAt(worker)).length),
			);
			for (const share of shares) expect(share).toBeGreaterThanOrEqual(EXECUTIONS / 5);
			return shares.join(' and ');
		},
	},
];
