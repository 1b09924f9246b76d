import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { textOf, toNodeError, whatElseHappened } from '../../../nodes/Anesya/operations/errors';
import type { Outcome, Remains } from '../../../nodes/Anesya/operations/operation';
import { AT_ANESYA } from '../../../nodes/Anesya/operations/operation';
import { createUploadTracker } from '../../../nodes/Anesya/operations/uploadTracker';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { nodeWith } from './node';

const tooLarge = new AnesyaApiError(
	{ message: 'The file is too large', description: 'Make it smaller.' },
	{ status: 413, retryable: false, accepted: 'no' },
);
const badField = new UserError('The field Workflow is empty', { description: 'Fill it in.' });

describe('The text of one document’s failure', () => {
	it('names the document, the item and the next step', () => {
		expect(textOf({ about: { document_name: 'a.pdf' }, error: tooLarge }, 3)).toEqual({
			message: 'The file is too large: "a.pdf" [item 3]',
			description: 'Make it smaller.',
		});
	});

	it('names the document once', () => {
		const error = new UserError('Anesya could not extract "a.pdf"');
		expect(textOf({ about: { document_name: 'a.pdf' }, error }, 0).message).toBe(
			'Anesya could not extract "a.pdf" [item 0]',
		);
	});

	it('leaves the name out where none is known', () => {
		expect(textOf({ about: {}, error: badField }, 0)).toEqual({
			message: 'The field Workflow is empty [item 0]',
			description: 'Fill it in.',
		});
	});

	it.each([
		[new TypeError('x is undefined'), 'x is undefined [item 0]'],
		['a text', 'a text [item 0]'],
		[undefined, 'undefined [item 0]'],
	])('exists for whatever was thrown: %p', (error, message) => {
		expect(textOf({ about: {}, error }, 0)).toEqual({ message, description: '' });
	});
});

describe('The error that ends a run', () => {
	it('of a call to Anesya carries the status, the item, and what else the user must know', () => {
		const error = toNodeError(
			nodeWith(),
			{ about: { document_name: 'a.pdf' }, error: tooLarge },
			2,
			'Already at Anesya: b.pdf.',
		);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'The file is too large: "a.pdf" [item 2]',
			description: 'Make it smaller. Already at Anesya: b.pdf.',
			httpCode: '413',
			context: { itemIndex: 2 },
		});
	});

	it('of anything else carries the same without a status', () => {
		const error = toNodeError(nodeWith(), { about: {}, error: badField }, 1, '');
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'The field Workflow is empty [item 1]',
			description: 'Fill it in.',
			context: { itemIndex: 1 },
		});
	});

	it('keeps only our own texts of what was thrown', () => {
		const leaky = Object.assign(
			new Error('refused', { cause: { headers: { Authorization: 'SECRET' } } }),
			{ config: 'SECRET' },
		);
		const error = toNodeError(nodeWith(), { about: {}, error: leaky }, 0, '');
		expect(
			JSON.stringify(error) + String(error.stack) + JSON.stringify(error.cause ?? ''),
		).not.toContain('SECRET');
	});
});

describe('What else happened in a run that failed', () => {
	const atAnesya = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			about: { id: `id-${index}`, document_name: `${index}.pdf` },
			items: [],
		}));
	const failed = (about = {}) => ({ about, error: tooLarge });
	const restOf = (outcomes: Outcome[], remains?: Remains, isStopped?: boolean) =>
		whatElseHappened(outcomes, remains, createUploadTracker(undefined), isStopped);

	it('is nothing when one document failed and none is at Anesya', () =>
		expect(restOf([failed()], AT_ANESYA)).toBe(''));

	it('says how many failed, when several did', () => {
		expect(restOf([failed(), failed(), { about: {}, items: [] }], AT_ANESYA)).toBe(
			'2 of 3 failed.',
		);
	});

	it('names each document that is at Anesya, including failed ones', () => {
		const text = restOf([...atAnesya(1), failed(), failed({ id: 'id-x' })], AT_ANESYA);
		expect(text).toBe(
			'2 of 3 failed. Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0), extract (id-x).',
		);
	});

	it('leaves out what is not left at Anesya', () => {
		const outcomes = [...atAnesya(1), failed({ id: 'id-x' })];
		expect(restOf(outcomes, undefined)).toBe('');
		expect(restOf(outcomes, { text: 'Deleted already', ofFailed: false })).toBe(
			'Deleted already: 0.pdf (id-0).',
		);
	});

	it('names every id, however many there are: the first with their names', () => {
		const text = restOf([failed(), ...atAnesya(3_000)], AT_ANESYA);
		expect(text).toContain('99.pdf (id-99), and 2900 more: id-100, id-101, ');
		expect(text).toMatch(/, id-2999\.$/);
	});

	it('does not offer to collect an extract that ended in ERROR', () => {
		const ended = (id: string) => failed({ id, status: 'ERROR', document_name: `${id}.pdf` });
		expect(restOf([ended('one'), ...atAnesya(1)], AT_ANESYA)).toBe(
			'Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0).',
		);
		expect(restOf([ended('one'), ended('two')], AT_ANESYA)).toBe(
			'2 of 2 failed. Ended with the status ERROR: two.pdf (two).',
		);
	});

	const unclear = (document_name: string, candidates: string[] = []) => ({
		about: { document_name },
		error: new AnesyaApiError(
			{ message: 'It is not clear', description: '' },
			{ retryable: false, accepted: 'maybe', candidates },
		),
	});

	it('names the documents that may be at Anesya, but for the first, whose own text says so', () => {
		const outcomes = [unclear('a.pdf'), unclear('b.pdf', ['x', 'y']), failed()];
		expect(restOf(outcomes, AT_ANESYA)).toBe(
			'3 of 3 failed. It is not clear either whether Anesya accepted these, which were not sent again: b.pdf (x or y).',
		);
	});

	it('names all of them after a stop, which has no text of theirs, and does not call it their failure', () => {
		const outcomes = [unclear('a.pdf'), unclear('b.pdf', ['x', 'y']), failed(), ...atAnesya(1)];
		expect(restOf(outcomes, AT_ANESYA, true)).toBe(
			'3 of 4 were not finished. It is not clear whether Anesya accepted these, which were not sent again: a.pdf, b.pdf (x or y). Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0).',
		);
	});
});
