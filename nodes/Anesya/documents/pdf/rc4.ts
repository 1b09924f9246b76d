/** The stream cipher RC4, which PDF files are encrypted with (ISO 32000). Not for anything that must stay secret. */
export function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
	const state = Uint8Array.from({ length: 256 }, (_, index) => index);
	const at = (index: number) => state[index & 0xff] ?? 0;
	const swap = (one: number, other: number) => {
		[state[one & 0xff], state[other & 0xff]] = [at(other), at(one)];
	};
	let other = 0;
	for (let index = 0; index < 256; index += 1) {
		other += at(index) + (key[index % key.length] ?? 0);
		swap(index, other);
	}
	let [x, y] = [0, 0];
	return Buffer.from(
		bytes.map((byte) => {
			x += 1;
			y += at(x);
			swap(x, y);
			return byte ^ at(at(x) + at(y));
		}),
	);
}
