/** In pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** A page needs about so many pixels on its shorter side, and in all, before anyone can read it. */
export const SMALLEST_SIDE = 200;
export const SMALLEST_AREA = 100_000;

/**
 * Whether an image cannot be a document: logos, icons and tracking pixels of e-mails. A JPEG file may leave
 * its height open (0).
 */
export function isTooSmall({ width, height }: ImageSize): boolean {
	if (width * height === 0) return false;
	return Math.min(width, height) < SMALLEST_SIDE || width * height < SMALLEST_AREA;
}

/** The header of a PNG file comes first, and always at the same place. */
export function pngSize(head: Buffer): ImageSize | undefined {
	const isHeader = head.length >= 24 && head.toString('latin1', 12, 16) === 'IHDR';
	return isHeader ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) } : undefined;
}

/** Segments of a JPEG file that describe a frame: SOF0 to SOF15, except for three with other meanings. */
const isFrame = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * The size of a JPEG file is in its frame header, behind segments of any length.
 *
 * @returns undefined if the first bytes do not reach that far: a photo with a preview is not a logo
 */
export function jpegSize(head: Buffer): ImageSize | undefined {
	for (let at = 2; at + 9 <= head.length;) {
		if (head[at] !== 0xff) return undefined;
		const marker = head[at + 1] ?? 0;
		if (marker === 0xff) at += 1;
		else if (isFrame(marker))
			return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
		else at += 2 + head.readUInt16BE(at + 2);
	}
	return undefined;
}
