import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { textOf, toNodeError } from '../../../nodes/Anesya/operations/errors';
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
