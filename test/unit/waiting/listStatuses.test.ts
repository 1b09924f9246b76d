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

	it('tells how long others of the workflow took, in milliseconds, where that is likely', async () => {
		const workflow = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
		const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
		const rows = [
			row('a', { workflow, extraction_time: 25 }),
			row('b', { workflow: other, extraction_time: 600 }),
			row('c', { workflow, extraction_time: 25_000 }),
			row('d', { workflow, extraction_time: '25' }),
			row('e', { workflow, status: 'ERROR', extraction_time: 1 }),
			row('f', { extraction_time: 24.5 }),
		];
		const { extractionTimes } = await listStatuses(
			list(rows),
			workflow,
			new Set(['x']),
			5,
			undefined,
		);
		expect(extractionTimes).toEqual([25_000, 24_500]);
	});

	it.each([
		[10, 100],
		[50, 20],
		[1, 20],
	])(
		'reads as many rows as it may from pages of %i, never more pages than there are extracts',
		async (size, wanted) => {
			const rows = Array.from({ length: 400 }, (_, index) => row(`extract-${index}`));
			let pages = 0;
			const api = apiWith(async ({ query }) => {
				pages += 1;
				const from = (Number(query?.page) - 1) * size;
				return responseWith({
					count: rows.length,
					next: null,
					results: rows.slice(from, from + size),
				});
			});
			const ids = new Set(rows.slice(0, wanted).map(({ id }) => id));
			const { extracts } = await listStatuses(api, 'w', ids, wanted * 1.5 + 50, undefined);
			expect(extracts.size).toBe(wanted);
			expect(pages).toBeLessThanOrEqual(wanted);
		},
	);

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
