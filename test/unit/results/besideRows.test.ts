import type { IDataObject } from 'n8n-workflow';

import type { Result } from '../../../nodes/Anesya/results/resultItems';
import { weightOf } from '../../../nodes/Anesya/results/weight';
import { resultsOf } from './outputSettings';

const list = (length: number, of: (index: number) => IDataObject | string) =>
	Array.from({ length }, (_, index) => of(index));
const fields = (count: number, prefix = 'f') =>
	Object.fromEntries(list(count, String).map((_, index) => [`${prefix}${index}`, index]));
const lines = (count: number) => list(count, (a) => ({ a }));

function rowsOf(documents: IDataObject[], tableField = '', extract: IDataObject = {}): Result[] {
	const extracts = documents.map((data, index) => ({
		id: `${index}`,
		status: 'FINISHED',
		document_name: `${index}.pdf`,
		...extract,
		extracted_data: data,
	}));
	return resultsOf(extracts, { mode: 'rows', tableField, withDetails: true }).map((result) => {
		if (result === undefined) throw new Error('No result');
		return result;
	});
}

const valuesIn = (results: Result[]) =>
	results.flatMap(({ items }) => items).reduce((sum, item) => sum + weightOf(item), 0);
const LEFT_OUT = expect.stringContaining('Left out beside the rows');

describe('What is beside the rows of a table', () => {
	it('is in each of them, as long as n8n can hold that', () => {
		const document = { ...fields(50), Payments: lines(100), Text: 'x'.repeat(5_000) };
		const [result] = rowsOf([{ ...document, Lines: list(500, (b) => ({ b })) }], 'Lines');
		expect(result?.remarks).toEqual([]);
		expect(result?.items.at(-1)).toMatchObject({ b: 499, ...document });
	});

	it('is bounded, whatever an answer has', () => {
		const results = rowsOf([{ ...fields(5_000), Lines: lines(5_000) }]);
		expect(results[0]?.items).toHaveLength(5_000);
		expect(results[0]?.items.at(-1)).toMatchObject({ a: 4_999, f0: 0, f100: 100 });
		expect(valuesIn(results)).toBeLessThan(1_200_000);
		expect(results[0]?.remarks).toEqual([
			{ what: LEFT_OUT, which: 'f4999, f4998, f4997, and 4797 more in "0.pdf"' },
		]);
		expect(results[0]?.items[0]?._extract).toMatchObject({ hint: LEFT_OUT });
	});

	it('loses other lists before fields, and no more than needed', () => {
		const small = { Number: 'N-1', Tags: ['x', 'y'], Parties: { Seller: 'S', All: lines(10) } };
		const large = { Payments: lines(2_000), Codes: list(3_000, String) };
		const [result] = rowsOf([{ ...small, ...large, Lines: list(2_000, (b) => ({ b })) }], 'Lines');
		expect(result?.items[7]).toEqual({ b: 7, ...small, _extract: expect.anything() });
		expect(result?.remarks[0]?.which).toBe('Payments, Codes in "0.pdf"');
	});

	it('loses a heavy field or text, but no small list', () => {
		const heavy = { Parties: { All: lines(2_000) }, Text: 'x'.repeat(200_000) };
		const [result] = rowsOf([{ Tags: ['x'], ...heavy, Lines: lines(2_000) }], 'Lines');
		expect(Object.keys(result?.items[0] ?? {})).toEqual(['a', 'Tags', '_extract']);
	});

	it('may be within the fields and the rows around the table', () => {
		const order = (n: number) => ({ n, Notes: lines(1_000), Lines: lines(2_000) });
		const Invoice = { Number: 'N-1', Taxes: lines(1_000), Orders: [order(1), order(2)] };
		const [result] = rowsOf([{ Customer: 'c', Invoice }], 'Invoice.Orders.Lines');
		expect(result?.items).toHaveLength(4_000);
		expect(result?.items.at(-1)).toMatchObject({ a: 1_999, n: 2, Customer: 'c' });
		expect(result?.items.at(-1)?.Invoice).toEqual({ Number: 'N-1' });
		expect(result?.remarks[0]?.which).toBe('Invoice.Taxes, Invoice.Orders.Notes in "0.pdf"');
	});

	it('is bounded for a run, in which small documents keep all', () => {
		const large = { ...fields(300), Lines: lines(400) };
		const small = { ...fields(60), Lines: lines(300) };
		const results = rowsOf([small, ...Array(20).fill(large), small], 'Lines');
		expect(results.filter(({ remarks }) => remarks.length > 0)).toHaveLength(20);
		expect(results[0]?.items[0]).toMatchObject(fields(60));
		expect(valuesIn(results)).toBeLessThan(1_300_000);
	});

	it('includes the details, of which short ones stay', () => {
		const details = { classifier_result: fields(1_000), workflow: 'w'.repeat(500) };
		const [result] = rowsOf([{ Lines: lines(2_000) }], '', details);
		expect(result?.items[0]?._extract).toEqual({
			...{ id: '0', status: 'FINISHED', document_name: '0.pdf', workflow: details.workflow },
			hint: LEFT_OUT,
		});
		expect(result?.remarks[0]?.which).toBe('_extract.classifier_result in "0.pdf"');
		const [one] = rowsOf([{ Lines: lines(1) }], '', details);
		expect(one?.items[0]?._extract).toMatchObject(details);
	});

	it('has new names that are little longer than the old ones, however many are taken', () => {
		const names = list(300, (index) => `${'document_'.repeat(index)}a`).map(String);
		const all = Object.fromEntries(names.map((name) => [name, 1]));
		const [result] = rowsOf([{ ...all, Lines: [all] }], 'Lines');
		const output = Object.keys(result?.items[0] ?? {});
		expect(output).toHaveLength(2 * names.length + 1);
		expect(output.join('').length).toBeLessThan(names.join('').length * 2 + names.length * 60);
	});
});
