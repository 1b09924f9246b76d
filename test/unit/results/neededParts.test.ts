import fc from 'fast-check';

import type { Extract } from '../../../nodes/Anesya/api/extract';
import { documentNameOf } from '../../../nodes/Anesya/api/extract';
import { neededParts } from '../../../nodes/Anesya/results/neededParts';
import { OUTPUT, resultItems } from './outputSettings';

const TEXT = 'x'.repeat(1_000);
const extract = (changes: Partial<Extract> = {}): Extract => ({
	id: 'a',
	status: 'FINISHED',
	document_name: 'a.pdf',
	document_url: '/document/1/',
	content_images: [{ id: '1', name: null, url: '/images/1/' }],
	content: TEXT,
	extracted_data: { Total: 12 },
	extraction_step: 'LOCATION',
	metadata: { a: 'b' },
	workflow: 'w',
	credit_used: 3,
	...changes,
});

describe('What is kept of an extract', () => {
	it('gives the same items as the whole extract, whatever the output', () => {
		const data = fc.oneof(
			fc.constantFrom(undefined, null, [], {}, { Lines: [] }, 'text', 5, { error: 'E17' }),
			fc.dictionary(fc.string(), fc.jsonValue()),
			fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
		);
		const output = fc.record({
			mode: fc.constantFrom('extractedData', 'rows', 'extract'),
			tableField: fc.constant(''),
			withDetails: fc.boolean(),
		});
		fc.assert(
			fc.property(data, output, fc.boolean(), (extracted_data, settings, passOn) => {
				const whole = extract({ extracted_data });
				expect(resultItems(neededParts(whole, settings, passOn), settings)).toEqual(
					resultItems(whole, settings),
				);
			}),
		);
	});

	it('leaves out the text of a document whose data is output', () => {
		const kept = neededParts(extract(), OUTPUT, true);
		expect(kept).toEqual({
			id: 'a',
			status: 'FINISHED',
			document_name: 'a.pdf',
			extracted_data: { Total: 12 },
			extraction_step: 'LOCATION',
			workflow: 'w',
			credit_used: 3,
		});
	});

	it('is all of it if the whole extract is output', () => {
		const whole = extract();
		expect(neededParts(whole, { ...OUTPUT, mode: 'extract' }, false)).toBe(whole);
	});

	it.each(['CREATED', 'IN_PROGRESS', 'A_LATER_ONE'])(
		'is all of an unfinished extract only if the user wants it: %s',
		(status) => {
			const whole = extract({ status });
			expect(neededParts(whole, OUTPUT, true)).toBe(whole);
			expect(neededParts(whole, { ...OUTPUT, mode: 'extract' }, false)).not.toHaveProperty(
				'content',
			);
		},
	);

	it.each(['ERROR', 'IN_PROGRESS'])('names the document and its step: %s', (status) => {
		const kept = neededParts(extract({ status }), { ...OUTPUT, mode: 'extract' }, false);
		expect(documentNameOf(kept)).toBe('a.pdf');
		expect(kept).toMatchObject({ id: 'a', status, extraction_step: 'LOCATION' });
		expect(kept).not.toHaveProperty('content');
	});
});
