import { createLockScanner } from '../../../../nodes/Anesya/documents/pdf/lockScanner';
import { modernPdf, pdfWith } from '../../../documents/lockedPdf';

async function isLocked(pdf: Buffer, chunkSize = pdf.length): Promise<boolean> {
	const scanner = createLockScanner();
	for (let start = 0; start < pdf.length; start += chunkSize)
		scanner.add(pdf.subarray(start, start + chunkSize));
	return await scanner.isLocked();
}

describe.each(['1.3', '1.4', '1.5', '1.6', '1.7', '1.7ext3'] as const)(
	'A PDF of version %s',
	(pdfVersion) => {
		it('is locked by a user password, however its bytes arrive', async () => {
			const pdf = await pdfWith({ pdfVersion, userPassword: 'secret' });
			for (const chunkSize of [7, 1_000, pdf.length])
				expect(await isLocked(pdf, chunkSize)).toBe(true);
		});

		it('is not locked by an owner password alone: it opens', async () =>
			expect(await isLocked(await pdfWith({ pdfVersion, ownerPassword: 'secret' }))).toBe(false));

		it('is not locked without a password', async () =>
			expect(await isLocked(await pdfWith({ pdfVersion }))).toBe(false));
	},
);

describe('A PDF with the newest encryption, and its trailer in a stream', () => {
	it('is locked by a user password', async () => expect(await isLocked(modernPdf('a'))).toBe(true));
	it('opens without one', async () => expect(await isLocked(modernPdf(''))).toBe(false));
});

describe('A large PDF that arrives in large chunks', () => {
	const padding = Buffer.from(`%${'x'.repeat(30_000)}\n`);

	it.each(['/Encrypt', '/Standard', 'startxref'])(
		'is locked, wherever two of them meet around its %s',
		async (word) => {
			const pdf = Buffer.concat([padding, await pdfWith({ userPassword: 'secret' }), padding]);
			const at = pdf.lastIndexOf(word);
			for (const distance of [-8_192, -4_096, -1, 0, 1, 5, word.length, 4_096, 8_192]) {
				const scanner = createLockScanner();
				scanner.add(pdf.subarray(0, at + distance));
				scanner.add(pdf.subarray(at + distance));
				expect(await scanner.isLocked()).toBe(true);
			}
		},
	);
});

describe('A PDF is not locked', () => {
	const locked = modernPdf('secret').toString('latin1');
	const open = '%PDF-1.7\n';
	const end = (xref: number) => `xref\n0 1\ntrailer\n<</Size 1>>\nstartxref\n${xref}\n%%EOF\n`;

	it.each([
		['if it only holds a locked one', `${open}${locked}${end(open.length + locked.length)}`],
		['if an update removed the password', `${locked}${end(locked.length)}`],
		['if its end is missing', locked.slice(0, -40)],
		['if its encryption is unknown', locked.replace('/R 6', '/R 7')],
		['if it is encrypted for a certificate', locked.replace('/Standard', '/Adobe.PubSec')],
		['if only its text says so', '%PDF-1.7 /Encrypt 7 0 R startxref 0 /Standard'],
		['if it is no PDF at all', 'hello'],
		['if it is empty', ''],
	])('%s', async (_case, pdf) => expect(await isLocked(Buffer.from(pdf, 'latin1'))).toBe(false));
});
