import type { IDataObject } from 'n8n-workflow';

import { isRecord, parseJson } from '../../../nodes/Anesya/guards/json';
import { resultItems, resultsOf } from './outputSettings';

const extract = {
	id: 'x',
	document_name: 'a.pdf',
	document_url: '/document/x/?type=extract',
	status: 'FINISHED',
	workflow: 'w',
	workflow_session_id: 1758718492,
	classifier_result: 'Invoice',
	credit_used: 3,
	extraction_time: 41.09,
	created_at: '2025-03-01T12:00:00.000000Z',
	content: 'long text',
	extracted_data: { Total: 5, Lines: [{ Item: 'a' }, { Item: 'b' }] },
};
const details = {
	id: 'x',
	document_name: 'a.pdf',
	status: 'FINISHED',
	workflow: 'w',
	workflow_session_id: 1758718492,
	classifier_result: 'Invoice',
	credit_used: 3,
	extraction_time: 41.09,
	created_at: '2025-03-01T12:00:00.000000Z',
};
const output = { tableField: '', withDetails: false };
const remark = (what: string) => ({ what, which: '"a.pdf"' });

describe('The items of an extract', () => {
	it('are its extracted data', () => {
		expect(resultItems(extract, { ...output, mode: 'extractedData' })).toEqual([
			extract.extracted_data,
		]);
	});

	it.each([[{ error: 'E17' }], [{ error: 'E17', message: 'Paper jam', details: null }]])(
		'get the details beside them where n8n would take them for failed ones: %j',
		(data) => {
			expect(
				resultItems({ ...extract, extracted_data: data }, { ...output, mode: 'extractedData' }),
			).toEqual([{ ...data, _extract: details }]);
		},
	);

	it('are the rows of a table in it', () => {
		expect(resultItems(extract, { ...output, mode: 'rows' })).toEqual([
			{ Total: 5, Item: 'a' },
			{ Total: 5, Item: 'b' },
		]);
	});

	it('are the rows of the same table in each element of a list', () => {
		const list = {
			...extract,
			extracted_data: [
				{ n: 1, Lines: [{ a: 1 }, { a: 2 }] },
				{ n: 2, Lines: [{ a: 3 }] },
			],
		};
		expect(resultItems(list, { ...output, mode: 'rows', tableField: 'Lines' })).toEqual([
			{ n: 1, a: 1 },
			{ n: 1, a: 2 },
			{ n: 2, a: 3 },
		]);
	});

	it('are a copy of the whole extract', () => {
		const [item] = resultItems(extract, { ...output, mode: 'extract', withDetails: true });
		expect(item).toEqual(extract);
		expect(item).not.toBe(extract);
	});

	it('are a single one where nothing was extracted, for rows too', () => {
		const empty = { ...extract, extracted_data: null };
		expect(resultItems(empty, { ...output, mode: 'rows', tableField: 'Lines' })).toMatchObject([
			{ extracted_data: null, content: 'long text' },
		]);
	});
});

describe('The details of an extract', () => {
	it("go under __extract where the customer's own data has a field _extract", () => {
		const own = { ...extract, extracted_data: { _extract: 'theirs' } };
		expect(resultItems(own, { ...output, mode: 'extractedData', withDetails: true })).toEqual([
			{ _extract: 'theirs', __extract: details },
		]);
	});

	it('go under _extract on each item, and on each row', () => {
		expect(resultItems(extract, { ...output, mode: 'extractedData', withDetails: true })).toEqual([
			{ ...extract.extracted_data, _extract: details },
		]);
		const rows = resultItems(extract, { ...output, mode: 'rows', withDetails: true });
		expect(rows.map(({ _extract }) => _extract)).toEqual([details, details]);
	});

	it('have the hints on a document, which nobody sees in production', () => {
		const data = parseJson('{"Total":5,"Tracking":340434161094042557,"Lines":[]}');
		const odd = { ...extract, extracted_data: isRecord(data) ? data : null };
		const [item] = resultItems(odd, { ...output, mode: 'rows', withDetails: true });
		expect(item?._extract).toEqual({
			...details,
			hint: 'Numbers that n8n cannot hold with all their digits are output as text: 340434161094042557 in "a.pdf". There are no rows of the table "Lines" in "a.pdf".',
		});
	});

	it('do not repeat the text and the data, which are too large', () => {
		const [item] = resultItems(extract, { ...output, mode: 'extractedData', withDetails: true });
		expect(JSON.stringify(item?._extract)).not.toMatch(/long text|Lines/);
	});

	it('are as many as the extract has', () => {
		const [item] = resultItems(
			{ id: 'x', status: 'FINISHED', extracted_data: 1 },
			{ ...output, mode: 'extractedData', withDetails: true },
		);
		expect(JSON.parse(JSON.stringify(item))).toEqual({
			value: 1,
			_extract: { id: 'x', status: 'FINISHED' },
		});
	});
});

describe('An extract without any data', () => {
	const noData = { extracted_data: null, document_name: 'a.pdf', content: 'long text' };

	it.each([
		['extractedData', null],
		['extractedData', {}],
		['extractedData', []],
		['extractedData', [{}, {}]],
		['rows', {}],
		['rows', { Lines: [] }],
		['rows', { Lines: [], Invoice: { Taxes: [] } }],
		['rows', [[], []]],
	] as const)('has an item that shows its text, and is told of: %s of %j', (mode, data) => {
		const empty = { ...extract, extracted_data: Array.isArray(data) ? [...data] : data };
		for (const tableField of ['', 'Lines']) {
			const [result] = resultsOf([empty], { ...output, mode, tableField });
			expect(result?.items).toMatchObject([noData]);
			expect(result?.remarks.map(({ what }) => what)).toEqual(['No data was extracted from']);
		}
	});

	it.each([{ Total: null }, { Lines: [] }, [null], [{}, { a: 1 }]])(
		'is not one with names or values: %j',
		(data) => {
			const [result] = resultsOf([{ ...extract, extracted_data: data }], {
				...output,
				mode: 'extractedData',
			});
			expect(result?.items).toEqual(Array.isArray(data) ? expect.any(Array) : [data]);
			expect(result?.remarks).toEqual([]);
		},
	);
});

describe('The rows of several documents', () => {
	const rows = (documents: unknown[], tableField = '') =>
		resultsOf(
			documents.map((data) => ({ ...extract, extracted_data: JSON.parse(JSON.stringify(data)) })),
			{ ...output, mode: 'rows', tableField },
		);
	const lines = [{ Item: 'a' }, { Item: 'b' }];
	const tax = [{ Rate: 20 }];

	const document = { Total: 5, Tags: ['x', 'y'] };
	it.each<[string, IDataObject]>([
		['empty', { Lines: [] }],
		['null', { Lines: null }],
		['an empty text', { Lines: '' }],
		['an empty object', { Lines: {} }],
		['not there', {}],
	])('are of one table, also where it is %s', (_how, odd) => {
		const results = rows([
			{ ...document, ...odd },
			{ ...document, Lines: lines },
		]);
		expect(results).toEqual([
			{ items: [document], remarks: [remark('There are no rows of the table "Lines" in')] },
			{ items: lines.map((line) => ({ ...line, ...document })), remarks: [] },
		]);
	});

	it('are those of the table that most documents have rows of, in whatever order they ended', () => {
		const documents = [
			{ Taxes: tax },
			{ Taxes: [], Lines: lines },
			{ Lines: lines },
			{ Lines: null, Taxes: [] },
		];
		const items = rows(documents).map((result) => result.items);
		expect(items[0]).toEqual([{ Taxes: tax }]);
		expect(items[1]).toEqual(lines.map((line) => ({ ...line, Taxes: [] })));
		expect(rows([...documents].reverse()).map((result) => result.items)).toEqual(items.reverse());
	});

	it('are not those of a list that is empty in almost all documents, though it comes first', () => {
		const documents = [
			{ Discounts: tax, Lines: lines },
			...[1, 2, 3].map(() => ({ Discounts: [], Lines: lines })),
		];
		const items = rows(documents).flatMap((result) => result.items);
		expect(items.map(({ Item }) => Item)).toEqual(Array(4).fill(['a', 'b']).flat());
	});

	it('are, where as many documents have rows of another one, of the table that more have empty', () => {
		const [first, second] = rows([{ Lines: lines }, { Taxes: tax }, { Total: 1, Taxes: [] }]);
		expect([first?.items, second?.items]).toEqual([[{ Lines: lines }], tax]);
	});

	it('are of the first table where as many documents have another one', () => {
		expect(rows([{ Tags: ['a'], Lines: lines, Taxes: tax }])[0]?.items).toHaveLength(2);
		expect(rows([{ Invoice: { Taxes: tax } }, { Lines: lines }])[1]?.items).toHaveLength(2);
	});

	it('are never those of a list of values, unless it is named', () => {
		const tags = { Total: 5, Tags: ['x', 'y'] };
		expect(rows([tags])).toEqual([{ items: [tags], remarks: [remark('There is no table in')] }]);
		expect(rows([tags], 'Tags')).toEqual([
			{
				items: [
					{ Tags: 'x', Total: 5 },
					{ Tags: 'y', Total: 5 },
				],
				remarks: [],
			},
		]);
	});

	it('are the elements of a list that have no table in them', () => {
		expect(rows([lines])).toEqual([{ items: lines, remarks: [] }]);
	});

	it('may be of a table inside another field, named by both or found', () => {
		const nested = { Total: 5, Invoice: { Number: 'N-1', Lines: lines } };
		const items = lines.map((line) => ({ ...line, Total: 5, Invoice: { Number: 'N-1' } }));
		for (const name of ['Invoice.Lines', ''])
			expect(rows([nested, { Total: 6 }], name)[0]?.items).toEqual(items);
		expect(rows([{ 'Invoice.Lines': lines }], 'Invoice.Lines')[0]?.items).toEqual(lines);
		expect(rows([{ Invoice: { Lines: lines } }])[0]?.items).toEqual(lines);
	});

	it('may be of tables inside the rows of another one', () => {
		const orders = {
			Customer: 'c',
			Orders: [
				{ No: 1, Lines: lines },
				{ No: 2, Lines: [] },
			],
		};
		expect(rows([orders], 'Orders.Lines')[0]?.items).toEqual([
			{ Item: 'a', No: 1, Customer: 'c' },
			{ Item: 'b', No: 1, Customer: 'c' },
			{ No: 2, Customer: 'c' },
		]);
	});

	it('are found under a name with accents, in either of the two forms that these have', () => {
		const [one, other] = ['Précis'.normalize('NFC'), 'Précis'.normalize('NFD')];
		expect(rows([{ [one]: lines }], other)[0]?.items).toEqual(lines);
		expect(rows([{ [other]: lines }], one)[0]?.items).toEqual(lines);
	});

	it('are told of where one document lacks the named table, and fail where none has it', () => {
		const taxOnly = { Total: 1, Taxes: tax };
		const results = rows([{ Lines: lines }, taxOnly, { Total: 2 }, { Lines: 'none' }], 'Lines');
		expect(results.map(({ items }) => items)).toEqual([
			lines,
			[taxOnly],
			[{ Total: 2 }],
			[{ Lines: 'none' }],
		]);
		expect(results.map(({ remarks }) => remarks[0]?.what)).toEqual([
			undefined,
			...Array.from({ length: 3 }, () => 'There are no rows of the table "Lines" in'),
		]);
		expect(() => rows([{ Lines: lines }, taxOnly, null], 'lines')).toThrow(
			expect.objectContaining({
				message: 'There is no table "lines" in the extracted data',
				description: "Set 'Table Field' to one of: Lines, Taxes.",
			}),
		);
	});

	it('fail with the names of nested tables, and only with the beginning of long ones', () => {
		const long = 'x'.repeat(5_000);
		for (const name of ['Lines', long, '__proto__', 'a.b.c']) {
			expect(() => rows([{ Invoice: { [long]: lines } }], name)).toThrow(
				expect.objectContaining({ message: expect.stringMatching(/^.{10,150}$/) }),
			);
		}
		expect(() => rows([{ Invoice: { Lines: lines } }], 'Lines')).toThrow(
			expect.objectContaining({ description: "Set 'Table Field' to one of: Invoice.Lines." }),
		);
	});

	it('fail where the named field is something else in all of them', () => {
		expect(() => rows([{ Total: 5 }, { Total: 6 }], 'Total')).toThrow(
			expect.objectContaining({
				message: 'The field "Total" is not a table',
				description: expect.stringContaining('No document has a table'),
			}),
		);
	});

	it.each([[], null, '', {}])(
		'are none if an empty table is all there is: the item shows the text of the document: %j',
		(Lines) => {
			const [result] = rows([{ Lines }, { Lines: lines }]);
			expect(result?.items).toMatchObject([{ extracted_data: null, document_name: 'a.pdf' }]);
			expect(result?.remarks).toEqual([remark('No data was extracted from')]);
		},
	);

	it('do not fail where the table is only empty', () => {
		expect(rows([{ Total: 5, Lines: null }], 'Lines')[0]?.items).toEqual([{ Total: 5 }]);
		for (const name of ['', 'Lines'])
			expect(rows([{ Total: 5, Lines: [] }], name)[0]?.items).toEqual([{ Total: 5 }]);
	});
});
