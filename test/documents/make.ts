import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Column } from './sheet';
import { Sheet } from './sheet';

/**
 * Creates the sample documents: `npx tsx test/documents/make.ts`. The image `receipt.png` is page 1
 * of `receipt.pdf`, made with poppler's `pdftoppm -r 200 -png`.
 */
const path = (name: string) => join(__dirname, name);

const LINES: Column[] = [
	{ title: 'Description', x: 50, width: 240 },
	{ title: 'Qty', x: 310, width: 40, align: 'right' },
	{ title: 'Unit Price', x: 370, width: 80, align: 'right' },
	{ title: 'Amount', x: 465, width: 80, align: 'right' },
];

async function invoice(): Promise<void> {
	const sheet = new Sheet(path('invoice.pdf'));
	sheet.text('Northwind Paper Works', 50, 50, { size: 18, bold: true });
	sheet.text('14 Harbour Street, Bristol', 50, 75, { pale: true });
	sheet.text('INVOICE', 400, 50, { size: 18, bold: true, width: 145, align: 'right' });
	sheet.text('Invoice Number: NPW-2025-0117', 50, 125);
	sheet.text('Invoice Date: 2025-01-15', 50, 142);
	sheet.text('Due Date: 2025-02-14', 50, 159);
	sheet.text('Bill To: Alder & Finch Ltd', 330, 125, { width: 220 });
	sheet.text('Currency: EUR', 330, 142, { width: 220 });
	const end = sheet.table(
		LINES,
		[
			['Recycled copy paper A4, box', '12', '18.50', '222.00'],
			['Kraft envelopes C5, pack of 500', '4', '31.25', '125.00'],
			['Card stock 250 g, white', '6', '14.90', '89.40'],
			['Delivery', '1', '25.00', '25.00'],
		],
		210,
	);
	sheet.line(310, end, 235);
	[
		['Subtotal:', '461.40'],
		['VAT 20%:', '92.28'],
		['Total:', '553.68'],
	].forEach(([label = '', amount = ''], index) => {
		const bold = label === 'Total:';
		sheet.text(label, 340, end + 12 + index * 18, { bold, width: 100 });
		sheet.text(amount, 465, end + 12 + index * 18, { bold, width: 80, align: 'right' });
	});
	sheet.text('Thank you for your order.', 50, 760, { pale: true });
	await sheet.save();
}

async function statement(): Promise<void> {
	const columns: Column[] = [
		{ title: 'Date', x: 50, width: 80 },
		{ title: 'Reference', x: 150, width: 180 },
		{ title: 'Hours', x: 350, width: 60, align: 'right' },
		{ title: 'Amount', x: 465, width: 80, align: 'right' },
	];
	const rows = Array.from({ length: 75 }, (_, index) => {
		const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
		const hours = 1 + (index % 8);
		return [day, `WO-${String(1001 + index)}`, String(hours), (hours * 64).toFixed(2)];
	});
	const sheet = new Sheet(path('statement-3-pages.pdf'));
	for (let page = 0; page < 3; page += 1) {
		if (page > 0) sheet.nextPage();
		sheet.text('Fjord Engineering AS', 50, 50, { size: 16, bold: true });
		if (page === 0) sheet.text('Statement Number: ST-0042', 50, 85);
		sheet.table(columns, rows.slice(page * 25, page * 25 + 25), 120);
		sheet.text(`Page ${page + 1} of 3`, 260, 790, { size: 8, pale: true });
	}
	const total = rows.reduce((sum, row) => sum + Number(row[3]), 0);
	sheet.text('Total Due:', 350, 640, { bold: true, width: 90 });
	sheet.text(total.toLocaleString('en-US', { minimumFractionDigits: 2 }), 465, 640, {
		bold: true,
		width: 80,
		align: 'right',
	});
	await sheet.save();
}

async function receipt(): Promise<void> {
	const sheet = new Sheet(path('receipt.pdf'), [226, 330]);
	sheet.text('CORNER BAKERY', 20, 24, { size: 15, bold: true, width: 186, align: 'center' });
	sheet.text('Receipt No: 58213', 20, 58, { width: 186 });
	sheet.text('Date: 2025-01-20', 20, 74, { width: 186 });
	sheet.line(20, 94, 186);
	[
		['Sourdough loaf', '4.80'],
		['Croissant', '2.10'],
		['Coffee', '3.40'],
	].forEach(([label = '', amount = ''], index) => {
		sheet.text(label, 20, 106 + index * 18, { width: 120 });
		sheet.text(amount, 146, 106 + index * 18, { width: 60, align: 'right' });
	});
	sheet.line(20, 166, 186);
	sheet.text('TOTAL', 20, 178, { size: 12, bold: true, width: 100 });
	sheet.text('10.30', 126, 178, { size: 12, bold: true, width: 80, align: 'right' });
	sheet.text('Paid: Card', 20, 210, { width: 186 });
	sheet.text('Thank you!', 20, 250, { width: 186, align: 'center', pale: true });
	await sheet.save();
}

async function facture(): Promise<void> {
	const sheet = new Sheet(path('Facture été n°7 – Café Noël.pdf'));
	sheet.text('Café Noël', 50, 50, { size: 18, bold: true });
	sheet.text('Numéro de facture: É-2025/007', 50, 110);
	sheet.text("Date d'échéance: 28/02/2025", 50, 127);
	sheet.text('Client: Société Générale de Forêts', 50, 144);
	sheet.table(
		[
			{ title: 'Désignation', x: 50, width: 240 },
			{ title: 'Quantité', x: 310, width: 60, align: 'right' },
			{ title: 'Prix', x: 400, width: 80, align: 'right' },
		],
		[
			['Café moulu, été', '100', '8,90 €'],
			['Thé à la pêche', '50', '6,50 €'],
		],
		190,
	);
	sheet.text('Montant total: 1 215,00 €', 310, 270, { bold: true, width: 200 });
	await sheet.save();
}

async function letter(): Promise<void> {
	const sheet = new Sheet(path('letter.pdf'));
	sheet.text('Dear reader', 50, 80, { size: 12 });
	sheet.text(
		'This is a plain letter. It has neither fields nor a table, and so nothing to extract.',
		50,
		110,
		{ width: 380 },
	);
	sheet.text('Kind regards', 50, 160);
	await sheet.save();
}

/** Begins like a PDF, then breaks off. */
async function damaged(): Promise<void> {
	await writeFile(
		path('damaged.pdf'),
		'%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 9 0 R >>\nendobj\ncut off he',
	);
}

void Promise.all([invoice(), statement(), receipt(), facture(), letter(), damaged()]);
