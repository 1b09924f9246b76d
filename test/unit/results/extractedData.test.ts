import fc from 'fast-check';

import { extractedDataItems } from '../../../nodes/Anesya/results/extractedData';
import type { Json } from '../anyJson';
import { anyJson } from '../anyJson';

const extractWith = (extracted_data: Json | undefined) => ({
	id: 'x',
	status: 'FINISHED',
	document_name: 'a.pdf',
	classifier_result: null,
	content: 'Dear reader',
	extracted_data,
});

describe('extracted_data as items', () => {
	it('is one item for an object, with its keys unchanged', () => {
		const data = { 'Numéro de facture': 'É-1', ' Total (€) ': 5, '': null };
		expect(extractedDataItems(extractWith(data))).toEqual([data]);
	});

	it('is one item for each element of a list', () => {
		expect(extractedDataItems(extractWith([{ a: 1 }, 'text', null, [1, 2]]))).toEqual([
			{ a: 1 },
			{ value: 'text' },
			{ value: null },
			{ value: [1, 2] },
		]);
	});

	it.each(['text', '', 0, false])('is an item with a value for a scalar: %j', (value) => {
		expect(extractedDataItems(extractWith(value))).toEqual([{ value }]);
	});

	it('loses and changes nothing, whatever it is', () => {
		fc.assert(
			fc.property(anyJson, (data) => {
				const items = extractedDataItems(extractWith(data));
				expect(items).toHaveLength(Array.isArray(data) ? data.length : 1);
				for (const item of items) expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
				const said = (Array.isArray(data) ? data : [data]).map((element) =>
					JSON.stringify(element),
				);
				const back = items.map((item) => [JSON.stringify(item), JSON.stringify(item.value)]);
				said.forEach((text, index) => expect(back[index]).toContain(text));
			}),
		);
	});

	it('can be changed without changing the extract', () => {
		const extract = extractWith({ a: 1 });
		Object.assign(extractedDataItems(extract)[0] ?? {}, { a: 2 });
		expect(extract.extracted_data).toEqual({ a: 1 });
	});
});
