import type { PdfValue } from './dictionary';
import { readDictionary } from './dictionary';
import type { Encryption } from './emptyPassword';
import { opensWithoutPassword } from './emptyPassword';

/** Bytes that are kept on either side of a word. */
const AROUND = 4096;

/** Bytes of a chunk that are joined to those before it. The rest is scanned in place: a copy of all would cost as much as reading the file. */
const SEAM = 2 * AROUND;

/** Places of a word that are remembered, the last ones. Each takes about 8 KB. */
const MOST_PLACES = 30;

const WORDS = ['startxref', '/Encrypt', '/Standard'] as const;
type Word = (typeof WORDS)[number];

/** Where a word occurs in a file. */
interface Place {
	/** Bytes from the beginning of the file. */
	at: number;
	/** What is around it, as Latin-1 text, and where it is in there. */
	text: string;
	index: number;
}

/** Looks at a PDF file while it passes by. */
export interface LockScanner {
	add(chunk: Uint8Array): void;
	/** To be asked after the last byte. True only if it is certain that the file asks for a password. */
	isLocked(): Promise<boolean>;
}

/**
 * Tells whether a PDF file cannot be opened without a password. The trailer that says so is at the end
 * of a file, so a file is scanned while it is uploaded, not before.
 */
export function createLockScanner(): LockScanner {
	const places: Record<Word, Place[]> = { startxref: [], '/Encrypt': [], '/Standard': [] };
	let block: Buffer = Buffer.alloc(0);
	let blockStart = 0;
	let scanned = 0;

	function scan(until: number): void {
		for (const word of WORDS) {
			let index = block.indexOf(word, scanned - blockStart, 'latin1');
			for (; index >= 0 && blockStart + index < until; index = block.indexOf(word, index + 1)) {
				const start = Math.max(0, index - AROUND);
				const text = block.toString('latin1', start, index + AROUND);
				// `/EncryptMetadata` and `/StandardEncoding` are other words.
				if (/^[a-z]/i.test(text.slice(index - start + word.length))) continue;
				places[word].push({ at: blockStart + index, text, index: index - start });
				if (places[word].length > MOST_PLACES) places[word].shift();
			}
		}
		scanned = until;
	}

	function look(start: number, bytes: Buffer): void {
		[block, blockStart] = [bytes, start];
		scan(Math.max(scanned, blockStart + block.length - AROUND));
	}

	return {
		add(chunk) {
			const chunkStart = blockStart + block.length;
			const kept = block.subarray(Math.max(0, block.length - SEAM));
			look(chunkStart - kept.length, Buffer.concat([kept, chunk.subarray(0, SEAM)]));
			if (chunk.length > SEAM)
				look(chunkStart, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
		},
		async isLocked() {
			scan(blockStart + block.length);
			const encryption = encryptionIn(places);
			return encryption !== undefined && (await opensWithoutPassword(encryption)) === false;
		},
	};
}

/** The encryption that the valid trailer names: the one that the last `startxref` points to. */
function encryptionIn(places: Record<Word, Place[]>): Encryption | undefined {
	const last = places.startxref.at(-1);
	if (last === undefined) return undefined;
	const xref = Number(/^startxref\s+(\d+)/.exec(last.text.slice(last.index))?.[1] ?? NaN);
	const end = places.startxref.find(({ at }) => at > xref)?.at ?? last.at;
	const trailer = places['/Encrypt'].find(({ at }) => at >= xref && at < end);
	if (trailer === undefined) return undefined;

	const [, object] = /^\/Encrypt\s*(\d+\s+\d+)\s+R/.exec(trailer.text.slice(trailer.index)) ?? [];
	const begin = new RegExp(`(^|\\D)${object?.replace(/\s+/, '\\s+') ?? '$^'}\\s+obj`);
	for (const { text, index } of [trailer, ...places['/Standard']]) {
		const start = object === undefined ? trailer.index : text.slice(0, index).search(begin);
		if (start >= 0 && text.slice(start).includes('/Standard'))
			return toEncryption(readDictionary(text, start), idIn(trailer));
	}
	return undefined;
}

/** The first part of `/ID [<...> <...>]` that is nearest to a place. */
function idIn({ text, index }: Place): Buffer {
	const ids = [...text.matchAll(/\/ID\s*\[/g)].map((match) => match.index);
	const [nearest] = ids.sort((a, b) => Math.abs(a - index) - Math.abs(b - index));
	if (nearest === undefined) return Buffer.alloc(0);
	// A dictionary of its own, so that the string is read as one.
	const list = text.slice(text.indexOf('[', nearest) + 1);
	return bytesOf(readDictionary(`<</ID ${list}`, 0).get('ID'));
}

function toEncryption(dictionary: Map<string, PdfValue>, id: Buffer): Encryption {
	const plain = (key: string) => {
		const value = dictionary.get(key);
		return value !== undefined && 'plain' in value ? value.plain : undefined;
	};
	const version = Number(plain('V') ?? 0);
	const bits = Number(plain('Length') ?? 40);
	return {
		revision: Number(plain('R')),
		keyLength: version >= 4 ? 16 : version === 1 ? 5 : Math.min(Math.max(bits / 8, 5), 16),
		owner: bytesOf(dictionary.get('O')),
		user: bytesOf(dictionary.get('U')),
		id,
		permissions: Number(plain('P')),
		encryptsMetadata: plain('EncryptMetadata') !== 'false',
	};
}

function bytesOf(value: PdfValue | undefined): Buffer {
	return Buffer.from(value !== undefined && 'string' in value ? value.string : '', 'latin1');
}
