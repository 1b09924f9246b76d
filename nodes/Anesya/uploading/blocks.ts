/** Bytes of a document that are read and compared at once. */
export const BLOCK = 64 * 1024;

/** The first bytes of a stream: fewer than a block only if that is all there is. The rest is not read. */
export async function firstBlockOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const blocks = blocksOf(stream);
	const { value = Buffer.alloc(0) } = await blocks.next();
	await blocks.return(undefined);
	return value;
}

/** Whether two streams have the same bytes. */
export async function haveSameBytes(
	one: AsyncIterable<Uint8Array>,
	other: AsyncIterable<Uint8Array>,
): Promise<boolean> {
	const [left, right] = [blocksOf(one), blocksOf(other)];
	try {
		for (;;) {
			const [a, b] = [await left.next(), await right.next()];
			if (a.done === true || b.done === true) return a.done === b.done;
			if (!a.value.equals(b.value)) return false;
		}
	} finally {
		await left.return(undefined);
		await right.return(undefined);
	}
}

/** The same bytes in blocks of one size: two streams come in pieces of their own. */
async function* blocksOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
	let waiting: Buffer = Buffer.alloc(0);
	for await (const chunk of stream) {
		waiting = Buffer.concat([waiting, chunk]);
		for (; waiting.length >= BLOCK; waiting = waiting.subarray(BLOCK))
			yield waiting.subarray(0, BLOCK);
	}
	if (waiting.length > 0) yield waiting;
}
