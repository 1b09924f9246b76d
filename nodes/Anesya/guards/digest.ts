/** Characters that are looked at; of a longer text, as many throughout. */
const DIGESTED = 100_000;

/** FNV-1a: 32 bits that tell texts apart which are few, such as the files of an item. Not for secrets. */
export function digestOf(text: string): number {
	const step = Math.max(1, Math.floor(text.length / DIGESTED));
	let digest = 0x811c9dc5;
	for (let index = 0; index < text.length; index += step)
		digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
	return digest >>> 0;
}

/** Makes digests of secrets useless outside of this process. Made at the first use: n8n loads this package at each start. */
let salt: string | undefined;

/** 64 bits that tell secrets apart within this process, without showing them. */
export function secretDigestOf(secret: string): string {
	const own = (salt ??= crypto.randomUUID());
	return ['a', 'b'].map((half) => digestOf(`${half}${own}${secret}`).toString(36)).join('-');
}
