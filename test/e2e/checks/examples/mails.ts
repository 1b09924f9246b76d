import { expect } from 'expect';

import type { Check } from '../../../checks';
import { damaged, facture, invoice } from '../../../documents';
import { until } from '../../server/until';
import { openMailbox } from '../../services/mailbox';
import { withCredential, withoutService } from '../../workflows/examples';
import type { ExamplesPlace } from './place';
import { example } from './place';

const LOGO = { name: 'logo.png', mimeType: 'image/png', content: Buffer.from('a small image') };

/** As scanners name them. */
const SCAN = { ...invoice, name: 'SCAN.PDF' };

/** n8n looks for mail every ten seconds. */
const PATIENCE = { within: 40_000, every: 500 };

export const mails: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: the attachments of a real mailbox become rows or a reason, without a logo, and mails without a document are left alone',
		run: async (place) => {
			const { api } = place.n8n;
			const mailbox = await openMailbox();
			const imap = await api.createCredential(mailbox.credential, { name: 'Mailbox', type: 'imap' });
			const workflow = withCredential(await example(place, 'email-attachments-to-google-sheets'), 'Email Trigger', 'imap', imap);
			const id = await api.activate(withoutService(withoutService(workflow, 'Append Rows'), 'Append Failed'));
			await mailbox.watched;
			await mailbox.receive({ subject: 'Hello', attachments: [LOGO] });
			// n8n itself may read a mail twice that comes in while it reads another one.
			await until('the first mail is read', () => mailbox.read() === 1 || undefined, PATIENCE);
			await mailbox.receive({ subject: 'Two invoices', attachments: [SCAN, damaged, facture, LOGO] });
			await until('the mails are read', () => mailbox.read() === 2 || undefined, PATIENCE);
			const { rows, failed } = await until('rows come out', async () => {
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
