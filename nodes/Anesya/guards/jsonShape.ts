import { endOfString } from './exactNumbers';

const QUOTE = 34;
const COMMA = 44;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** What a text of JSON costs whoever reads it. */
export interface JsonShape {
	/** How deep lists and objects are nested. */
	depth: number;
	/** How many values there are, lists and objects included. */
	values: number;
}

/** Measures a text of JSON before it is read; of any other text, it gives no more than there are brackets and commas. */
export function shapeOf(text: string): JsonShape {
	let [level, depth, values] = [0, 0, 1];
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code === QUOTE) index = endOfString(text, index) - 1;
		else if (code === COMMA) values += 1;
		else if (OPENING.has(code)) [depth, values] = [Math.max(depth, (level += 1)), values + 1];
		else if (CLOSING.has(code)) level -= 1;
	}
	return { depth, values };
}
