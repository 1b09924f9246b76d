import fc from 'fast-check';

import {
	EVENTS,
	LARGEST_BODY,
	MOST_ENTRIES,
	readDelivery,
} from '../../../../nodes/Anesya/triggers/webhook/delivery';
import { anyJson, deepJson } from '../../anyJson';

const ID = 'dac926a0-d0f9-47f0-9678-bb9a562475af';
const call = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const read = (body: unknown, chosen: string[] = [...EVENTS]) => readDelivery(call(body), chosen);

describe('A delivery', () => {
	it('is read in the documented format', () => {
		const body = {
			id: 'webhook',
			event: 'extract.completed',
			timestamp: '2025-06-25T14:45:26Z',
			data: { id: ID, document_name: 'a.pdf' },
		};
		expect(read(body)).toEqual({
			event: body.event,
			entries: [{ name: ID, id: ID, raw: body.data }],
			body,
			size: JSON.stringify(body).length,
		});
		expect(read(`\uFEFF${JSON.stringify(body)}`)).toMatchObject({ body });
	});

	it.each([
		['a form', undefined],
		['an empty call', call('')],
		['broken JSON', call('{"event": "extract.comp')],
		['a list', call('[]')],
		['an unknown event', call({ event: 'parsing.completed', data: { id: ID } })],
		['nested endlessly', call(`{"event":"workflow.completed","data":${deepJson('[', ']')}}`)],
		['no event', call({ data: { id: ID } })],
		['an extract without an id', call({ event: 'extract.completed', data: {} })],
		[
			'an extract with a path as its id',
			call({ event: 'extract.completed', data: { id: '../workflow' } }),
		],
	])('is refused if it is %s', (_name, rawBody) => {
		expect(readDelivery(rawBody, [...EVENTS])).toMatchObject({ status: 400 });
	});

	it('is refused before it is parsed if it is too large', () => {
		expect(readDelivery(Buffer.alloc(LARGEST_BODY + 1, '['), [...EVENTS])).toMatchObject({
			status: 413,
		});
	});

	it('is refused if it names so many extracts that it would flood Anesya', () => {
		const body = {
			event: 'workflow.completed',
			data: Array.from({ length: MOST_ENTRIES + 1 }, () => ({ id: ID })),
		};
		expect(read(body)).toMatchObject({ status: 413 });
	});

	it.each([
		['10 MB', 'x'.repeat(LARGEST_BODY + 1)],
		['200000 values', `[${'1,'.repeat(200_001)}1]`],
		['100 extracts', { event: 'workflow.completed', data: Array(101).fill({ id: ID }) }],
	])('is told the way out if it is refused for good, for more than %s', (limit, body) => {
		expect(read(body)).toMatchObject({
			status: 413,
			message: expect.stringMatching(new RegExp(`${limit}.*Anesya Polling Trigger`)),
		});
	});

	it('is confirmed and ignored if the user did not select its event', () => {
		expect(
			read({ event: 'extract.failed', data: { id: ID } }, ['extract.completed']),
		).toMatchObject({ status: 200 });
	});

	it('never makes the reader throw, and starts nothing without an event, whatever its body is', () => {
		fc.assert(fc.property(anyJson, (body) => expect(read(body)).toMatchObject({ status: 400 })));
		fc.assert(
			fc.property(fc.constantFrom(...EVENTS), anyJson, (event, data) => void read({ event, data })),
		);
	});
});
