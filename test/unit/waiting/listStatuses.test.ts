import { listStatuses } from '../../../nodes/Anesya/waiting/listStatuses';
import { apiWith, responseWith } from '../transport/responses';

const row = (id: string, more = {}) => ({ id, status: 'FINISHED', ...more });
const list = (rows: unknown[]) =>
	apiWith(async () => responseWith({ count: rows.length, next: null, results: rows }));
const lookUp = async (rows: unknown[], ...ids: string[]) =>
	await listStatuses(list(rows), 'w', new Set(ids), 5, undefined);

describe('Looking up extracts in a list', () => {
	it('finds those that have a status, each as a single read would give it', async () => {
		const { extracts, pages } = await lookUp(
			[row('a', { schema: { id: 's', name: 'Invoices' } }), { id: 'b' }, row('c')],
			'a',
			'b',
		);
		expect([...extracts.keys()]).toEqual(['a']);
		expect(extracts.get('a')).toMatchObject({ status: 'FINISHED', schema: 's' });
		expect(pages).toBe(1);
	});

	it('counts the text in all rows, and keeps none', async () => {
		const { extracts, textLength } = await lookUp(
			[row('a', { content: 'x'.repeat(100) }), row('b', { content: 'y' }), row('c')],
			'a',
		);
		expect(textLength).toBe(101);
		expect(extracts.get('a')?.content).toBeUndefined();
	});

	it('passes on the signal, so that a page that queues can be given up', async () => {
		const controller = new AbortController();
		const signals: unknown[] = [];
		const api = apiWith(async ({ signal }) => {
			signals.push(signal);
			return responseWith({ count: 1, results: [row('a')] });
		});
		await listStatuses(api, 'w', new Set(['a']), 5, controller.signal);
		expect(signals).toEqual([controller.signal]);
	});
});
