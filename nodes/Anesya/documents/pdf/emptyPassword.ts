import { md5 } from './md5';
import { rc4 } from './rc4';

/** What a PDF file says about its encryption (ISO 32000-2, 7.6.4), with texts as bytes. */
export interface Encryption {
	/** `R`: 2 to 4 are RC4 and AES-128, 5 and 6 are AES-256. */
	revision: number;
	/** Bytes of the key. */
	keyLength: number;
	/** `O`, `U` and the first part of the file's `ID`. */
	owner: Buffer;
	user: Buffer;
	id: Buffer;
	/** `P` */
	permissions: number;
	encryptsMetadata: boolean;
}

/** What a password shorter than 32 bytes is filled up with. */
const PADDING = Buffer.from(
	'28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
	'hex',
);

/**
 * Whether a file opens without a password: one that only its owner's password protects from changes does.
 *
 * @returns undefined where that cannot be told
 */
export async function opensWithoutPassword(encryption: Encryption): Promise<boolean | undefined> {
	const { revision, owner, user } = encryption;
	const length = revision >= 5 ? 48 : 32;
	if (owner.length < length || user.length < length) return undefined;
	if (revision === 2) return rc4(keyOf(encryption), PADDING).equals(user.subarray(0, 32));
	if (revision === 3 || revision === 4) return isUser(encryption);
	if (revision !== 5 && revision !== 6) return undefined;
	const salt = user.subarray(32, 40);
	const hash = revision === 5 ? await sha(256, salt) : await hardened(salt);
	return hash.equals(user.subarray(0, 32));
}

/** Algorithm 2 */
function keyOf({
	revision,
	keyLength,
	owner,
	id,
	permissions,
	encryptsMetadata,
}: Encryption): Buffer {
	const flags = Buffer.alloc(4);
	flags.writeInt32LE(permissions | 0);
	const extra = revision >= 4 && !encryptsMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
	let key = md5(Buffer.concat([PADDING, owner.subarray(0, 32), flags, id, extra]));
	for (let times = 0; revision >= 3 && times < 50; times += 1)
		key = md5(key.subarray(0, keyLength));
	return key.subarray(0, keyLength);
}

/** Algorithm 5 */
function isUser(encryption: Encryption): boolean {
	const key = keyOf(encryption);
	let expected = md5(Buffer.concat([PADDING, encryption.id]));
	for (let times = 0; times < 20; times += 1)
		expected = rc4(
			key.map((byte) => byte ^ times),
			expected,
		);
	return expected.equals(encryption.user.subarray(0, 16));
}

/** Algorithm 2.B for the empty password */
async function hardened(salt: Buffer): Promise<Buffer> {
	let key = await sha(256, salt);
	for (let round = 1; ; round += 1) {
		const repeated = Buffer.concat(Array<Buffer>(64).fill(key));
		const encrypted = await aes128(key.subarray(0, 16), key.subarray(16, 32), repeated);
		// The first 16 bytes as a number, modulo 3: 256 leaves the remainder 1.
		const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
		key = await sha(([256, 384, 512] as const)[remainder] ?? 256, encrypted);
		if (round >= 64 && (encrypted.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32);
	}
}

async function sha(bits: 256 | 384 | 512, bytes: Uint8Array): Promise<Buffer> {
	return Buffer.from(await crypto.subtle.digest(`SHA-${bits}`, bytes));
}

/** AES-128 in CBC mode. The web's crypto adds a block of padding. */
async function aes128(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Promise<Buffer> {
	const usable = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
	const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, usable, bytes);
	return Buffer.from(encrypted).subarray(0, bytes.length);
}
