import { expect } from 'expect';

import { facture, invoice, receipt } from '../../documents';
import type { Emulator, FaultPlan } from '../../emulator';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import type { NodeSettings } from '../workflows/webhookToAnesya';
import { EXTRACTED } from '../workflows/webhookToAnesya';
import { asAttachments } from './inputs';
import { expectIdsIn, listen, paidNames, withAnesya } from './ownAnesya';

const MAIL = [invoice, receipt, facture];

/** The fields of the mail in the order in which their documents are output; that of the receipt is `attachment_1`. */
const RECEIPT_FIRST = ['attachment_1', 'attachment_0', 'attachment_2'];
const RECEIPT_SECOND = ['attachment_0', 'attachment_1', 'attachment_2'];

/** n8n takes 0 for one second. */
const THREE_TRIES: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const REFUSED = { kind: 'response', status: 413 } as const;

/** Documents are paid once, also when n8n runs the node again. */
export const repeats: Array<TestCase<Environment>> = [
	...(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const).flatMap(
		(onError) => [
			retryOnFail(onError, RECEIPT_FIRST, 3),
			// Without a thrown error, n8n looks only at the first item to decide whether the node failed.
			retryOnFail(onError, RECEIPT_SECOND, onError === 'stopWorkflow' ? 3 : 1),
		],
	),
	...(['original', 'saved'] as const).map(retry),
];

function retryOnFail(
	onError: NodeSettings['onError'],
	fileFields: string[],
	tries: number,
): TestCase<Environment> {
	const which = fileFields === RECEIPT_FIRST ? 'first' : 'second';
	return {
		name: `Retry On Fail with On Error set to ${onError} pays once for each document, when the ${which} of three is refused`,
		run: async ({ n8n }) =>
			await withAnesya(n8n, { faultPlan: refusing(receipt.name) }, async (anesya, credential) => {
				const nodeSettings = { ...THREE_TRIES, onError };
				const options = { interval: 1, withDetails: true };
				const hook = await listen(n8n, anesya, credential, { nodeSettings, fileFields, options });
				await hook.postFiles(asAttachments(MAIL));

				const execution = await n8n.api.lastExecutionOf(hook.workflowId);
				expect({
					status: execution.status,
					paid: paidNames(anesya),
					tries: uploadsOf(anesya, receipt.name),
				}).toEqual({
					status: onError === 'stopWorkflow' ? 'error' : 'success',
					paid: [facture.name, invoice.name].sort(),
					tries,
				});
				expectIdsIn(execution, anesya);
			}),
	};
}

function retry(workflow: 'original' | 'saved'): TestCase<Environment> {
	return {
		name: `Retry of a failed execution (${workflow} workflow) uploads only what is not at Anesya, and what ended in ERROR`,
		run: async ({ n8n }) =>
			await withAnesya(n8n, {}, async (anesya, credential) => {
				const hook = await listen(n8n, anesya, credential);
				anesya.fault({ documentName: new RegExp(receipt.name), fault: REFUSED });
				const failing = { kind: 'extract-error', step: 'PARSING' } as const;
				anesya.fault({ documentName: /^Facture/, fault: failing });
				await hook.postFiles(asAttachments(MAIL));

				const failed = await n8n.api.lastExecutionOf(hook.workflowId);
				expect(failed.status).toBe('error');
				expect(paidNames(anesya)).toEqual([facture.name, invoice.name].sort());
				expectIdsIn(failed, anesya);

				const retried = await n8n.api.retry(failed.id, workflow);
				expect(retried.status).toBe('success');
				expect(paidNames(anesya)).toEqual(
					[facture.name, facture.name, invoice.name, receipt.name].sort(),
				);
				expect(retried.itemsOf(EXTRACTED)).toHaveLength(MAIL.length);
				expect(retried.text).toContain(
					`Uploaded in an earlier try, used again at no cost: \\"${invoice.name}\\"`,
				);
			}),
	};
}

function refusing(name: string): FaultPlan {
	return ({ documentNames = [] }) => (documentNames.includes(name) ? REFUSED : undefined);
}

/** How often a document was sent. */
function uploadsOf({ requests }: Emulator, name: string): number {
	return requests.filter(({ documents }) => documents.some(({ fileName }) => fileName === name))
		.length;
}
