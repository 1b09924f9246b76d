import fc from 'fast-check';

import {
	LARGEST_BODY,
	MOST_PARTS,
	readDelivery,
	EVENTS,
} from '../../../../nodes/Anesya/triggers/webhook/delivery';
import { anyJson } from '../../anyJson';

const ID = 'dac926a0-d0f9-47f0-9678-bb9a562475af';
const call = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const read = (body: unknown, chosen: string[] = [...EVENTS]) => readDelivery(call(body), chosen);

describe('a delivery', () => {
	it('is read as it is documented', () => {
		const body = {
			id: 'webhook',
			event: 'extract.completed',
			timestamp: '2025-06-25T14:45:26Z',
			data: { id: ID, document_name: 'a.pdf' },
		};
		expect(read(body)).toEqual({
			event: body.event,
			parts: [{ name: ID, id: ID, given: body.data }],
			body,
		});
		expect(read(`\uFEFF${JSON.stringify(body)}`)).toMatchObject({ body });
	});

	it.each([
		['a form', undefined],
		['an empty call', call('')],
		['broken JSON', call('{"event": "extract.comp')],
		['a list', call('[]')],
		['another event', call({ event: 'parsing.completed', data: { id: ID } })],
		['no event', call({ data: { id: ID } })],
		['an extract without an id', call({ event: 'extract.completed', data: {} })],
		[
			'an extract with a path for an id',
			call({ event: 'extract.completed', data: { id: '../workflow' } }),
		],
	])('is refused when it is %s', (_name, raw) => {
		expect(readDelivery(raw, [...EVENTS])).toMatchObject({ status: 400 });
	});

	it('is refused when it is too large, before it is parsed', () => {
		expect(readDelivery(Buffer.alloc(LARGEST_BODY + 1, '['), [...EVENTS])).toMatchObject({
			status: 413,
		});
	});

	it('is refused when it names so many extracts that Anesya would be flooded', () => {
		const body = {
			event: 'workflow.completed',
			data: Array.from({ length: MOST_PARTS + 1 }, () => ({ id: ID })),
		};
		expect(read(body)).toMatchObject({ status: 413 });
	});

	it('is thanked for when the user did not choose its event', () => {
		expect(
			read({ event: 'extract.failed', data: { id: ID } }, ['extract.completed']),
		).toMatchObject({ status: 200 });
	});

	it('never throws and starts nothing without an event, whatever comes', () => {
		fc.assert(fc.property(anyJson, (body) => expect(read(body)).toMatchObject({ status: 400 })));
		fc.assert(
			fc.property(fc.constantFrom(...EVENTS), anyJson, (event, data) => void read({ event, data })),
		);
	});
});
