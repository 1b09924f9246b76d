import { expect } from 'expect';

import { facture, invoice, receipt } from '../../documents';
import type { EmulatorResponse, Fault, FaultPlan } from '../../emulator';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import type { FormFile } from '../server/webhook';
import { EXTRACTED } from '../workflows/webhookToAnesya';
import { asAttachments, inField } from './inputs';
import { expectIdsIn, listen, paidNames, withAnesya } from './ownAnesya';

const MAIL = [invoice, receipt, facture];

/** Milliseconds; less than a wait survives. */
const OUTAGE = 6_000;

/** Anesya refuses the token, or goes away, in the middle of a run. */
export const disturbances: Array<TestCase<Environment>> = [
	{
		name: 'a token that expires half-way ends the run with the ids of what is paid, and Retry with a valid one uploads the rest',
		run: async ({ n8n }) => {
			const batch = batchOf(8);
			return await withAnesya(n8n, {}, async (anesya, credential) => {
				// The rules take effect one after the other.
				anesya.fault({
					documentName: /batch/,
					fault: { kind: 'delay', milliseconds: 0 },
					times: 3,
				});
				const change = (response: EmulatorResponse) => {
					anesya.settings.token = 'another';
					return response;
				};
				anesya.fault({ documentName: /batch/, fault: { kind: 'changed', change } });
				const hook = await listen(n8n, anesya, credential, {
					options: { interval: 1, uploadsAtOnce: 2 },
				});
				await hook.postFiles(batch);

				const failed = await n8n.api.lastExecutionOf(hook.workflowId);
				const paid = anesya.extracts.size;
				const refused = anesya.requests.filter(({ status }) => status === 401);
				const refusedUploads = refused.filter(({ method }) => method === 'POST').length;
				expect(failed).toMatchObject({ status: 'error', error: { message: expect.any(String) } });
				expectIdsIn(failed, anesya);
				// Each document is sent at most once. Besides the extracts themselves, some lists are asked for.
				expect(refusedUploads).toBeLessThanOrEqual(batch.length - paid);
				expect(refused.length - refusedUploads).toBeLessThanOrEqual(3 * paid);

				anesya.settings.token = anesya.token;
				const retried = await n8n.api.retry(failed.id, 'original');
				expect(retried.status).toBe('success');
				expect(paidNames(anesya)).toEqual(batch.map(({ name }) => name).sort());
				return `${paid} of ${batch.length} were paid, then ${refusedUploads} uploads and ${refused.length - refusedUploads} status checks were refused`;
			});
		},
	},
	outage('that returns 503', { kind: 'response', status: 503 }),
	outage('that cuts every connection', { kind: 'lost-before-acceptance' }),
];

function outage(which: string, fault: Fault): TestCase<Environment> {
	return {
		name: `an outage ${which} for ${OUTAGE / 1000} s during a wait goes by, and the execution succeeds`,
		run: async ({ n8n }) => {
			let end: number | undefined;
			const faultPlan: FaultPlan = ({ method }) => {
				if (method !== 'GET') return undefined;
				end ??= Date.now() + OUTAGE;
				return Date.now() < end ? fault : undefined;
			};
			return await withAnesya(n8n, { faultPlan }, async (anesya, credential) => {
				const hook = await listen(n8n, anesya, credential, { options: {} });
				await hook.postFiles(asAttachments(MAIL));

				const execution = await n8n.api.lastExecutionOf(hook.workflowId);
				expect(execution).toMatchObject({ status: 'success', error: undefined });
				expect(execution.itemsOf(EXTRACTED)).toHaveLength(MAIL.length);
				expect(paidNames(anesya)).toEqual(MAIL.map(({ name }) => name).sort());
				const failed = anesya.requests.filter(({ status }) => status !== 200 && status !== 201);
				expect(failed.length).toBeGreaterThan(0);
				return `${failed.length} status checks failed`;
			});
		},
	};
}

/** Copies of a document, each with a name of its own. */
function batchOf(count: number): FormFile[] {
	return Array.from({ length: count }, (_, index) =>
		inField(`attachment_${index}`, invoice, `batch-${index}.pdf`),
	);
}
