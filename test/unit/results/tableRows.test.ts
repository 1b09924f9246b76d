import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { namesBesideRows } from '../../../nodes/Anesya/results/namesBesideRows';
import { tableRows } from '../../../nodes/Anesya/results/tableRows';
import type { TablePath } from '../../../nodes/Anesya/results/tables';
import { anyList, anyObject } from '../anyJson';

/** The rows of documents that share a table. */
const rowsOfAll = (documents: IDataObject[], path: TablePath) => {
	const names = namesBesideRows(documents, () => path);
	return documents.flatMap((document) => tableRows(document, path, names));
};

const rowsOf = (document: IDataObject, path: TablePath) => rowsOfAll([document], path);

const lines = [
	{ Description: 'Paper', Amount: 222 },
	{ Description: 'Delivery', Amount: 25 },
];

describe('Rows of a table', () => {
	it('have the fields of the document beside them', () => {
		expect(rowsOf({ 'Invoice Number': 'N-1', Lines: lines }, ['Lines'])).toEqual([
			{ 'Invoice Number': 'N-1', Description: 'Paper', Amount: 222 },
			{ 'Invoice Number': 'N-1', Description: 'Delivery', Amount: 25 },
		]);
	});

	it('keep their own names, and the document’s fields are renamed', () => {
		const rows = rowsOf({ Amount: 247, document_Amount: 1, Lines: [{ Amount: 222 }] }, ['Lines']);
		expect(rows).toEqual([{ document_document_Amount: 247, document_Amount: 1, Amount: 222 }]);
	});

	it('are renamed again where the new name is taken', () => {
		const [row] = rowsOf({ a: 1, document_a: 2, lines: [{ a: 3, document_a: 4 }] }, ['lines']);
		expect(row).toMatchObject({ a: 3, document_a: 4 });
		expect(Object.values(row ?? {}).sort()).toEqual([1, 2, 3, 4]);
	});

	it('that are not objects go under the name of the table', () => {
		expect(rowsOf({ id: 1, tags: ['a', null, [2]] }, ['tags'])).toEqual([
			{ id: 1, tags: 'a' },
			{ id: 1, tags: null },
			{ id: 1, tags: [2] },
		]);
	});
});

describe('What is in a column is of the lines alone', () => {
	const total = { Amount: 247, Lines: [{ Text: 'Paper', Amount: 222 }, { Text: 'Free sample' }] };

	it('also in a row that has no value for it', () =>
		expect(rowsOf(total, ['Lines'])).toEqual([
			{ Text: 'Paper', Amount: 222, document_Amount: 247 },
			{ Text: 'Free sample', document_Amount: 247 },
		]));

	it('also of documents without rows, and of those whose rows have no value', () => {
		const others = [
			{ Amount: 1, Lines: [{ Text: 'Pen' }] },
			{ Amount: 2, Lines: [] },
			{ Amount: 3, Lines: null },
			{ Amount: 4 },
		];
		expect(rowsOfAll([...others, total], ['Lines']).slice(0, 4)).toEqual([
			{ Text: 'Pen', document_Amount: 1 },
			{ document_Amount: 2 },
			{ document_Amount: 3 },
			{ document_Amount: 4 },
		]);
	});

	it('also of a table within the rows of another one', () => {
		const orders = [
			{ Amount: 9, Orders: [{ Amount: 8, Lines: [{ Amount: 7 }, {}] }, { Lines: [] }] },
			{ Amount: 6, Orders: { Amount: 5, Lines: [{ Amount: 4 }] } },
			{ Amount: 3 },
		];
		expect(rowsOfAll(orders, ['Orders', 'Lines'])).toEqual([
			{ Amount: 7, document_document_Amount: 8, document_Amount: 9 },
			{ document_document_Amount: 8, document_Amount: 9 },
			{ document_Amount: 9 },
			{ Amount: 4, document_Amount: 6, Orders: { Amount: 5 } },
			{ document_Amount: 3 },
		]);
	});

	it('and a document’s field has one new name in all rows', () => {
		const documents = [
			{ Amount: 1, Lines: [{ Amount: 2 }] },
			{ Amount: 3, document_Amount: 4, Lines: [{ Amount: 5 }] },
		];
		expect(rowsOfAll(documents, ['Lines'])).toEqual([
			{ Amount: 2, document_document_Amount: 1 },
			{ Amount: 5, document_document_Amount: 3, document_Amount: 4 },
		]);
	});
});

describe('A document keeps its one item', () => {
	it.each([
		['no table at all', { total: 5 }, ''],
		['something else in the table’s place', { total: 5, Lines: 'none' }, 'Lines'],
		['no table, though one is named like a part of JavaScript', { total: 5 }, 'constructor'],
	])('with %s', (_case, item, field) => expect(rowsOf(item, [field])).toEqual([item]));

	it.each([[], null, '', {}])('with an empty table, and leaves the table out: %j', (Lines) => {
		expect(rowsOf({ total: 5, Lines }, ['Lines'])).toEqual([{ total: 5 }]);
		expect(rowsOf({ total: 5, Invoice: { No: 1, Lines } }, ['Invoice', 'Lines'])).toEqual([
			{ total: 5, Invoice: { No: 1 } },
		]);
		expect(rowsOf({ total: 5, Invoice: Lines }, ['Invoice', 'Lines'])).toEqual([{ total: 5 }]);
	});
});

describe('Whatever the document and its table are', () => {
	const documents = fc
		.tuple(anyObject, anyList)
		.map(([fields, table]) => ({ fields, table, item: { ...fields, Lines: table } }));

	it('no row and no value is lost, and every row keeps its own fields', () => {
		fc.assert(
			fc.property(documents, ({ fields, table, item }) => {
				const rows = rowsOf(item, ['Lines']);
				expect(rows).toHaveLength(Math.max(1, table.length));
				table.forEach((element, index) => {
					const row = rows[index] ?? {};
					const own =
						typeof element === 'object' && element !== null && !Array.isArray(element)
							? element
							: { Lines: element };
					const others = Object.entries(fields).filter(([key]) => key !== 'Lines');
					expect(Object.keys(row)).toHaveLength(Object.keys(own).length + others.length);
					for (const [key, value] of Object.entries(own))
						expect(Object.entries(row)).toContainEqual([key, value]);
					for (const [, value] of others) expect(Object.values(row)).toContainEqual(value);
				});
			}),
		);
	});

	it('the input stays as it was, and no prototype changes', () => {
		fc.assert(
			fc.property(documents, ({ item }) => {
				const before = JSON.stringify(item);
				const prototypes = rowsOf(item, ['Lines']).map(
					(row) => Object.getPrototypeOf(row) === Object.prototype,
				);
				expect(prototypes).not.toContain(false);
				expect(JSON.stringify(item)).toBe(before);
				expect(Object.keys(Object.prototype)).toEqual([]);
			}),
		);
	});
});
