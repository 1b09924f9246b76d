import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { md5 } from '../../../../nodes/Anesya/documents/pdf/md5';
import { rc4 } from '../../../../nodes/Anesya/documents/pdf/rc4';

describe('What PDF files are encrypted with', () => {
	it('MD5 gives what Node.js gives', () =>
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
				md5(bytes).equals(createHash('md5').update(bytes).digest()),
			),
		));

	it.each([
		['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
		['Wiki', 'pedia', '1021bf0420'],
	])('RC4 gives the known result for %s', (key, text, result) =>
		expect(rc4(Buffer.from(key), Buffer.from(text)).toString('hex')).toBe(result),
	);
});
