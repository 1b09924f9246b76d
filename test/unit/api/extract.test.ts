import fc from 'fast-check';

import { documentNameOf, hasEnded, isExtract } from '../../../nodes/Anesya/api/extract';
import { anyJson } from '../anyJson';

describe('A value is an extract', () => {
	it('if it has an id and a status, known or not', () => {
		expect(isExtract({ id: 'x', status: 'CREATED' })).toBe(true);
		expect(isExtract({ id: 'x', status: 'A_LATER_ONE', more: 1 })).toBe(true);
	});

	it.each([
		null,
		'x',
		[],
		[{ id: 'x', status: 'CREATED' }],
		{},
		{ id: 'x' },
		{ id: '', status: 'CREATED' },
		{ id: 1, status: 'CREATED' },
	])('but not if it is %j', (value) => expect(isExtract(value)).toBe(false));

	it('only if both are texts, whatever else it is', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				if (isExtract(value))
					expect(value).toMatchObject({
						id: expect.stringMatching(/./s),
						status: expect.any(String),
					});
			}),
		);
	});
});

describe('An extract', () => {
	it.each([
		['CREATED', false],
		['IN_PROGRESS', false],
		['FINISHED', true],
		['ERROR', true],
		['A_LATER_ONE', false],
	])('with the status %s has ended: %s', (status, ended) =>
		expect(hasEnded({ id: 'x', status })).toBe(ended),
	);

	it.each([
		['invoice.pdf', 'invoice.pdf'],
		[null, 'x'],
		['', 'x'],
		[undefined, 'x'],
	])('named %j is called %s', (document_name, name) => {
		expect(documentNameOf({ id: 'x', status: 'CREATED', document_name })).toBe(name);
	});
});
