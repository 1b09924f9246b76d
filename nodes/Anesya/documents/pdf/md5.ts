/** Bits that each of the 64 steps rotates by: four numbers for each round. */
const ROTATIONS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

const SINES = Array.from({ length: 64 }, (_, step) =>
	Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32),
);

/** The digest MD5 (RFC 1321), which PDF files derive their keys by. The web's crypto has none. Not for secrets. */
export function md5(bytes: Uint8Array): Buffer {
	const blocks = padded(bytes);
	let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
	for (let start = 0; start < blocks.length; start += 64) {
		const block = blocks.subarray(start, start + 64);
		const [a, b, c, d] = transformed(state, block);
		state = [state[0] + a, state[1] + b, state[2] + c, state[3] + d];
	}
	const digest = Buffer.alloc(16);
	state.forEach((value, index) => digest.writeInt32LE(value | 0, index * 4));
	return digest;
}

type State = [a: number, b: number, c: number, d: number];

function transformed(before: State, block: Buffer): State {
	let [a, b, c, d] = before;
	for (let step = 0; step < 64; step += 1) {
		const [mixed, word] = mix(step, b, c, d);
		const sum = (a + mixed + (SINES[step] ?? 0) + block.readUInt32LE(word * 4)) | 0;
		const bits = ROTATIONS[(step >> 4) * 4 + (step & 3)] ?? 0;
		[a, b, c, d] = [d, (b + ((sum << bits) | (sum >>> (32 - bits)))) | 0, b, c];
	}
	return [a, b, c, d];
}

/** What a step mixes of the state, and which word of the block it takes. */
function mix(step: number, b: number, c: number, d: number): [mixed: number, word: number] {
	if (step < 16) return [(b & c) | (~b & d), step];
	if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
	if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
	return [c ^ (b | ~d), (7 * step) % 16];
}

function padded(bytes: Uint8Array): Buffer {
	const length = Math.ceil((bytes.length + 9) / 64) * 64;
	const blocks = Buffer.alloc(length);
	blocks.set(bytes);
	blocks[bytes.length] = 0x80;
	blocks.writeBigUInt64LE(BigInt(bytes.length) * 8n, length - 8);
	return blocks;
}
