import { deflateSync } from 'node:zlib';

/** A white PNG file of a size in pixels. */
export function pngWith(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.writeUInt8(8, 8);
	// A filter byte, then a byte for each pixel.
	const rows = Buffer.alloc(height * (width + 1), 0xff);
	for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const content = Buffer.concat([Buffer.from(type), data]);
	const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	checksum.writeUInt32BE(crc32(content));
	return Buffer.concat([length, content, checksum]);
}

function crc32(bytes: Buffer): number {
	let remainder = ~0;
	for (const byte of bytes) {
		remainder ^= byte;
		for (let bit = 0; bit < 8; bit += 1)
			remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
	}
	return ~remainder >>> 0;
}

/**
 * The first bytes of a JPEG file.
 *
 * @param metadata bytes of a segment before the frame, as cameras and editors write them
 */
export function jpegHead(width: number, height: number, metadata = 14): Buffer {
	const segment = Buffer.alloc(metadata + 4, 0xff);
	segment.writeUInt16BE(0xffe1, 0);
	segment.writeUInt16BE(metadata + 2, 2);
	const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3]);
	frame.writeUInt16BE(height, 5);
	frame.writeUInt16BE(width, 7);
	return Buffer.concat([Buffer.from([0xff, 0xd8]), segment, frame]);
}
