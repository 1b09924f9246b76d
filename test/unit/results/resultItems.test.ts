import { resultItems } from '../../../nodes/Anesya/results/resultItems';

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
