import { createCipheriv, createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A PDF of one page. @param options passwords and a version, as pdfkit takes them */
export async function pdfWith(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
	const document = new PDFDocument(options);
	document.text('Invoice Number: 1');
	document.end();
	return await buffer(document);
}

/**
 * The end of a PDF file as Acrobat has written it since 2008 (AES-256, revision 6), with its trailer in a
 * stream. pdfkit does not write these.
 */
export function modernPdf(userPassword: string): Buffer {
	const salt = Buffer.from('12345678');
	const user = Buffer.concat([hash2B(userPassword, salt), salt, Buffer.alloc(8)]).toString('hex');
	const encryption = `7 0 obj\n<</Filter/Standard/V 5/R 6/Length 256/P -1028/EncryptMetadata true/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<${'00'.repeat(48)}>/U<${user}>/OE<${'00'.repeat(32)}>/UE<${'00'.repeat(32)}>/Perms<${'00'.repeat(16)}>>>\nendobj\n`;
	const begin = `%PDF-2.0\n${encryption}`;
	const trailer = `9 0 obj\n<</Type/XRef/W[1 2 1]/Root 1 0 R/Encrypt 7 0 R/ID[<aa><bb>]/Size 10/Length 3>>\nstream\nabc\nendstream\nendobj\n`;
	return Buffer.from(`${begin}${trailer}startxref\n${begin.length}\n%%EOF\n`, 'latin1');
}

/** Algorithm 2.B of ISO 32000-2, by Node.js. */
function hash2B(password: string, salt: Buffer): Buffer {
	let key = createHash('sha256').update(password).update(salt).digest();
	for (let round = 0; ;) {
		const block = Buffer.concat([Buffer.from(password), key]);
		const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
		cipher.setAutoPadding(false);
		const encrypted = cipher.update(Buffer.concat(Array<Buffer>(64).fill(block)));
		const remainder = BigInt(`0x${encrypted.toString('hex', 0, 16)}`) % 3n;
		key = createHash(`sha${[256, 384, 512][Number(remainder)]}`)
			.update(encrypted)
			.digest();
		round += 1;
		if (round >= 64 && (encrypted.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32);
	}
}
