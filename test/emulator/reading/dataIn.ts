import { amountIn, valueOf } from './amount';

type Row = Record<string, string | number>;

const TABLE = 'Line Items';
const LABELLED = /^([^:]{2,40}?)\s*:\s*(.+)$/;
const LABEL = /^([^:]{2,40}?)\s*:$/;

/**
 * Derives `extracted_data` from the text of a document, as a schema at Anesya would: labelled fields
 * under the labels that stand in the document, and one table of lines.
 *
 * @param lines the cells of each line, from top to bottom
 * @returns null when nothing is recognised
 */
export function dataIn(lines: string[][]): Record<string, unknown> | null {
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
				Object.fromEntries(header.map((name, column) => [name, valueOf(cells[column] ?? '')])),
			);
		} else {
			isInTable = false;
			Object.assign(fields, fieldsOf(cells));
		}
	});
	const data = rows.length > 0 ? { ...fields, [TABLE]: rows } : fields;
	return Object.keys(data).length > 0 ? data : null;
}

/** Words alone, above a line of as many cells that has numbers. */
function isHeader(cells: string[], below: string[] | undefined): boolean {
	if (cells.length < 3 || below?.length !== cells.length) return false;
	const isWords = cells.every((cell) => amountIn(cell) === undefined && !cell.includes(':'));
	return isWords && below.some((cell) => amountIn(cell) !== undefined);
}

/** `Label: value` in one cell, `Label:` beside a value, or a label beside an amount. */
function fieldsOf(cells: string[]): Row {
	const fields: Row = {};
	cells.forEach((cell, index) => {
		const beside = cells[index + 1];
		const [, label, value] = LABELLED.exec(cell) ?? LABEL.exec(cell) ?? [];
		const text = value ?? beside;
		if (label !== undefined && text !== undefined) fields[label] = valueOf(text);
		else if (cells.length === 2 && index === 0 && beside !== undefined && /\p{L}/u.test(cell)) {
			const amount = amountIn(beside);
			if (amount !== undefined) fields[cell] = amount;
		}
	});
	return fields;
}
