type Row = Record<string, string | number>;

const TABLE = 'Line Items';
const LABELLED = /^([^:]{2,40}?)\s*:\s*(.+)$/;
const LABEL = /^([^:]{2,40}?)\s*:$/;

/**
 * Derives `extracted_data` from the text of a document, as a schema at Anesya would: fields under
 * their labels in the document, and one table of lines.
 *
 * @param lines the cells of each line, from top to bottom
 * @returns null when nothing is recognised
 */
export function extractData(lines: string[][]): Record<string, unknown> | null {
	const fields: Row = {};
	const rows: Row[] = [];
	let header: string[] | undefined;
	let isInTable = false;

	lines.forEach((cells, index) => {
		if (isHeader(cells, lines[index + 1])) {
			header = cells;
			isInTable = true;
		} else if (isInTable && header !== undefined && cells.length === header.length) {
			rows.push(
				Object.fromEntries(header.map((name, column) => [name, parseValue(cells[column] ?? '')])),
			);
		} else {
			isInTable = false;
			Object.assign(fields, fieldsOf(cells));
		}
	});
	const data = rows.length > 0 ? { ...fields, [TABLE]: rows } : fields;
	return Object.keys(data).length > 0 ? data : null;
}

/** A header has only words, and the line below it has as many cells and numbers among them. */
function isHeader(cells: string[], below: string[] | undefined): boolean {
	if (cells.length < 3 || below?.length !== cells.length) return false;
	const isWords = cells.every((cell) => parseAmount(cell) === undefined && !cell.includes(':'));
	return isWords && below.some((cell) => parseAmount(cell) !== undefined);
}

/** Finds `Label: value` in one cell, `Label:` beside a value, or a label beside an amount. */
function fieldsOf(cells: string[]): Row {
	const fields: Row = {};
	cells.forEach((cell, index) => {
		const beside = cells[index + 1];
		const [, label, value] = LABELLED.exec(cell) ?? LABEL.exec(cell) ?? [];
		const text = value ?? beside;
		if (label !== undefined && text !== undefined) fields[label] = parseValue(text);
		else if (cells.length === 2 && index === 0 && beside !== undefined && /\p{L}/u.test(cell)) {
			const amount = parseAmount(beside);
			if (amount !== undefined) fields[cell] = amount;
		}
	});
	return fields;
}

const CURRENCY = /^(?:[€$£]|EUR|USD|GBP)\s*|\s*(?:[€$£]|EUR|USD|GBP)$/g;
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const ENGLISH = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const FRENCH = /^-?\d{1,3}([ .\u00a0\u202f]\d{3})*,\d{1,2}$/;

/**
 * Parses a number, with or without a currency.
 *
 * @returns undefined for everything else, such as dates, or invoice numbers with leading zeros
 */
export function parseAmount(text: string): number | undefined {
	const bare = text.trim().replace(CURRENCY, '').trim();
	if (PLAIN.test(bare)) return Number(bare);
	if (ENGLISH.test(bare)) return Number(bare.replaceAll(',', ''));
	if (FRENCH.test(bare)) return Number(bare.replace(/[ .\u00a0\u202f]/g, '').replace(',', '.'));
	return undefined;
}

/** A number where the text is one, else the text. */
export function parseValue(text: string): string | number {
	return parseAmount(text) ?? text.trim();
}
