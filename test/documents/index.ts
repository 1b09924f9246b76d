import { join } from 'node:path';

/** A sample document, and some of its content. */
export interface SampleDocument {
	name: string;
	path: string;
	mimeType: string;
	/** Values under their labels in the document. */
	fields: Record<string, string | number>;
	/** How many lines its table has. */
	rows: number;
}

const sample = (
	name: string,
	mimeType: string,
	rows: number,
	fields: SampleDocument['fields'],
): SampleDocument => ({
	name,
	path: join(__dirname, name),
	mimeType,
	fields,
	rows,
});

const PDF = 'application/pdf';

export const invoice = sample('invoice.pdf', PDF, 4, {
	'Invoice Number': 'NPW-2025-0117',
	Total: 553.68,
});
export const statement = sample('statement-3-pages.pdf', PDF, 75, {
	'Statement Number': 'ST-0042',
	'Total Due': 21120,
});
export const receipt = sample('receipt.pdf', PDF, 0, { 'Receipt No': 58213, TOTAL: 10.3 });
export const facture = sample('Facture été n°7 – Café Noël.pdf', PDF, 2, {
	'Numéro de facture': 'É-2025/007',
	'Montant total': 1215,
});
export const receiptImage = sample('receipt.png', 'image/png', 0, { TOTAL: 10.3, Paid: 'Card' });

/** All that have something to extract. */
export const samples = [invoice, statement, receipt, facture, receiptImage];

export const letter = sample('letter.pdf', PDF, 0, {});
export const damaged = sample('damaged.pdf', PDF, 0, {});
