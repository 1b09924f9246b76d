// Plain JavaScript, because Node itself loads a worker, without jest or tsx.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';

import { createWorker } from 'tesseract.js';
import { getDocumentProxy } from 'unpdf';

/** Words closer than this multiple of the letter height belong to one cell. */
const SAME_CELL = 1.2;

let ocr;

parentPort.on('message', async ({ id, path, isPdf, pages }) => {
	try {
		const words = isPdf ? await wordsOfPdf(path) : await wordsOfImage(path);
		parentPort.postMessage({
			id,
			lines: words.slice((pages?.first ?? 1) - 1, pages?.last).flatMap(linesOf),
		});
	} catch (error) {
		parentPort.postMessage({ id, failure: String(error) });
	}
});

/** @returns the words of each page; `y` grows downwards */
async function wordsOfPdf(path) {
	const pdf = await getDocumentProxy(new Uint8Array(await readFile(path)), { verbosity: 0 });
	const pages = [];
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const { items } = await (await pdf.getPage(number)).getTextContent();
		pages.push(
			items
				.filter(({ str }) => str.trim() !== '')
				.map(({ str, transform, width }) => ({
					text: str.trim(),
					x: transform[4],
					y: -transform[5],
					width,
					height: Math.abs(transform[3]),
				})),
		);
	}
	return pages;
}

async function wordsOfImage(path) {
	ocr ??= await createWorker('eng', 1, {
		// The model is an npm package, so nothing is downloaded.
		langPath: join(
			dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
			'4.0.0',
		),
		cacheMethod: 'none',
	});
	const { data } = await ocr.recognize(await readFile(path), {}, { blocks: true });
	const lines = (data.blocks ?? []).flatMap(({ paragraphs }) =>
		paragraphs.flatMap((paragraph) => paragraph.lines),
	);
	// All words get the height and position of their line, so that they form one line again below.
	return [
		lines.flatMap(({ words, bbox }) =>
			words.map((word) => ({
				text: word.text,
				x: word.bbox.x0,
				y: bbox.y1,
				width: word.bbox.x1 - word.bbox.x0,
				height: (bbox.y1 - bbox.y0) * 0.7,
			})),
		),
	];
}

/** Groups words that are side by side into lines of cells. */
function linesOf(words) {
	const lines = [];
	for (const word of [...words].sort((a, b) => a.y - b.y || a.x - b.x)) {
		const line = lines.at(-1);
		if (line !== undefined && Math.abs(line.y - word.y) < word.height / 2) line.words.push(word);
		else lines.push({ y: word.y, words: [word] });
	}
	return lines.map((line) => cellsOf(line.words.sort((a, b) => a.x - b.x)));
}

function cellsOf(words) {
	const cells = [];
	let end = -Infinity;
	for (const { text, x, width, height } of words) {
		if (x - end < height * SAME_CELL && cells.length > 0) cells.push(`${cells.pop()} ${text}`);
		else cells.push(text);
		end = x + width;
	}
	return cells;
}
