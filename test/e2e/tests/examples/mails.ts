import { expect } from 'expect';

import { damaged, facture, invoice } from '../../../documents';
import { pngWith } from '../../../documents/images';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { waitUntil } from '../../server/waitUntil';
import { startMailbox } from '../../services/mailbox';
import { withCredential, withoutService } from '../../workflows/examples';
import { example } from './example';

const LOGO = { name: 'logo.png', mimeType: 'image/png', content: pngWith(120, 40) };

/** Named as by scanners. */
const SCAN = { ...invoice, name: 'SCAN.PDF' };

/** n8n checks for mails every ten seconds. */
const WAIT_OPTIONS = { within: 40_000, every: 500 };

export const mails: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: the attachments of a real mailbox become rows or a reason, logos are ignored, and so are mails without a document',
		run: async (environment) => {
			const { api } = environment.n8n;
			const mailbox = await startMailbox();
			const imap = await api.createCredential(mailbox.credential, { name: 'Mailbox', type: 'imap' });
			const workflow = withCredential(await example(environment, 'email-attachments-to-google-sheets'), 'Email Trigger', 'imap', imap);
			const id = await api.activate(withoutService(withoutService(workflow, 'Append Rows'), 'Append Failed'));
			await mailbox.opened;
			await mailbox.receive({ subject: 'Hello', attachments: [LOGO] });
			// n8n itself may read a mail twice that arrives while it reads another one.
			await waitUntil('the first mail is read', () => mailbox.read() === 1 || undefined, WAIT_OPTIONS);
			await mailbox.receive({ subject: 'Two invoices', attachments: [SCAN, damaged, facture, LOGO] });
			await waitUntil('the mails are read', () => mailbox.read() === 2 || undefined, WAIT_OPTIONS);
			const { rows, failed } = await waitUntil('rows come out', async () => {
				const executions = await Promise.all((await api.executions(id)).map(async (one) => await api.endOf(one.id)));
				const [rows = [], failed = []] = ['Append Rows', 'Append Failed'].map((node) => executions.flatMap(({ itemsOf }) => itemsOf(node).map(({ json }) => json)));
				return rows.length > 0 ? { rows, failed } : undefined;
			});
			await api.deactivate(id);
			expect(failed).toMatchObject([{ Document: damaged.name, 'What Happened': expect.stringContaining(damaged.name) }]);
			expect(rows).toHaveLength(invoice.rows + facture.rows);
			expect(rows.slice(0, invoice.rows)).toEqual(Array(invoice.rows).fill(expect.objectContaining({ ...invoice.fields, Document: SCAN.name })));
			expect(rows.at(-1)).toMatchObject(facture.fields);
		},
	},
];
