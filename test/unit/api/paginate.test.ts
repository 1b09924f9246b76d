import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { ApiRequest } from '../../../nodes/Anesya/transport/request';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { listExtracts } from '../../../nodes/Anesya/api/listExtracts';

type Query = NonNullable<ApiRequest['query']>;

/** An Anesya whose every page is made by a function. */
function listing(pageOf: (page: number, size: number) => unknown) {
	const asked: Query[] = [];
	const api: ApiClient = {
		async send({ query = {} }) {
			asked.push(query);
			const json = pageOf(Number(query.page), Number(query.size));
			if (json instanceof Error) throw json;
			return { status: 200, json, isEmpty: false, header: () => undefined };
		},
		serverTime: () => undefined,
	};
	return { api, asked };
}

const ids = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: `id-${from + index}` }));

const honest =
	(count: number, cap = Infinity) =>
	(page: number, asked: number) => {
		const size = Math.min(asked, cap);
		return {
			count,
			next: 'https://elsewhere.example/extract/?page=2',
			results: ids((page - 1) * size, Math.min(count, page * size)),
		};
	};

const all = async (rows: AsyncIterable<{ id: string }>) => {
	const found: string[] = [];
	for await (const { id } of rows) found.push(id);
	return found;
};

const notFound = () =>
	new AnesyaApiError(
		{ message: '', description: '' },
		{ status: 404, retryable: false, accepted: 'no' },
	);

describe('A paginated list', () => {
	it.each([0, 1, 49, 50, 51, 120])(
		'of %i rows is read to its end, whatever next says',
		async (count) => {
			const { api, asked } = listing(honest(count));
			expect(await all(listExtracts(api, {}))).toEqual(ids(0, count).map(({ id }) => id));
			expect(asked.map(({ page }) => page)).toEqual(
				Array.from({ length: Math.max(1, Math.ceil(count / 50)) }, (_, index) => index + 1),
			);
			expect(asked.every(({ size }) => size === 50)).toBe(true);
		},
	);

	it('asks for no more than is wanted', async () => {
		const { api, asked } = listing(honest(1000));
		expect(await all(listExtracts(api, {}, { limit: 7 }))).toHaveLength(7);
		expect(asked).toMatchObject([{ page: 1, size: 7 }]);
		expect(await all(listExtracts(api, {}, { limit: 60 }))).toHaveLength(60);
		expect(asked).toHaveLength(3);
		expect(await all(listExtracts(api, {}, { limit: 0 }))).toEqual([]);
		expect(asked).toHaveLength(3);
	});

	it('asks for nothing more once its consumer has enough', async () => {
		const { api, asked } = listing(honest(1000));
		for await (const { id } of listExtracts(api, {})) if (id === 'id-60') break;
		expect(asked).toHaveLength(2);
	});

	it('maps each filter to its query, and leaves out what is not set', async () => {
		const { api, asked } = listing(honest(0));
		await all(
			listExtracts(api, { search: 'a', workflow: 'w', session: 1, metaKey: 'k', metaValue: 'v' }),
		);
		expect(asked[0]).toEqual({
			page: 1,
			size: 50,
			search: 'a',
			workflow_id: 'w',
			workflow_session_id: 1,
			meta_key: 'k',
			meta_value: 'v',
		});
	});

	it('goes on after a short page, from a server that allows smaller pages only', async () => {
		const { api } = listing(honest(120, 20));
		expect(await all(listExtracts(api, {}))).toHaveLength(120);
	});

	it('gives each row once, although new ones push the others onto later pages', async () => {
		const { api } = listing((page, size) => {
			const newer = page === 1 ? [] : ids(1000, 1060);
			const rows = [...newer, ...ids(0, 100)];
			return { count: rows.length, results: rows.slice((page - 1) * size, page * size) };
		});
		const found = await all(listExtracts(api, {}));
		expect(found).toHaveLength(new Set(found).size);
		expect(found).toEqual(expect.arrayContaining(ids(0, 100).map(({ id }) => id)));
	});

	it.each([
		['answers 404', notFound()],
		['is empty', { count: 80, results: [] }],
	])('ends when a later page %s, since rows were deleted meanwhile', async (_case, second) => {
		const { api } = listing((page) => (page === 1 ? honest(80)(1, 50) : second));
		expect(await all(listExtracts(api, {}))).toHaveLength(50);
	});

	it.each([
		[200, 1],
		[200, 60],
		[80, 30],
		[80, 79],
		[1_000, 400],
	])(
		'of %i rows loses none that stays, although %i others are deleted between two pages',
		async (count, deleted) => {
			for (const after of [1, 2, 3]) {
				let asked = 0;
				const { api } = listing((page, size) => {
					asked += 1;
					const rows = asked > after ? ids(deleted, count) : ids(0, count);
					const results = rows.slice((page - 1) * size, page * size);
					return results.length === 0 && page > 1 ? notFound() : { count: rows.length, results };
				});
				expect(await all(listExtracts(api, {}))).toEqual(
					expect.arrayContaining(ids(deleted, count).map(({ id }) => id)),
				);
				expect(asked).toBeLessThan(Math.ceil(count / 50) + Math.ceil(deleted / 50) + 6);
			}
		},
	);

	it('ends although its length shrinks with each page', async () => {
		let count = 1_000_000;
		const { api, asked } = listing((page, size) => ({
			count: (count -= 1),
			results: ids((page - 1) * size, Math.min(page * size, 200)),
		}));
		expect(await all(listExtracts(api, {}))).toHaveLength(200);
		expect(asked.length).toBeLessThan(40);
	});

	it('ends when every page is the same', async () => {
		const { api, asked } = listing(() => honest(10_000)(1, 50));
		expect(await all(listExtracts(api, {}))).toHaveLength(50);
		expect(asked.length).toBeLessThan(6);
	});

	it('understands a list without count, and one that is not paginated', async () => {
		const { api } = listing((page) => ({
			next: page < 3 ? 'x' : null,
			results: ids(page * 2, page * 2 + 2),
		}));
		expect(await all(listExtracts(api, {}))).toHaveLength(6);
		const plain = listing(() => ids(0, 3));
		expect(await all(listExtracts(plain.api, {}))).toHaveLength(3);
	});

	it.each([
		['no list', { count: 1 }],
		['HTML', undefined],
		['rows without an id', { count: 1, results: [{}] }],
	])('refuses %s', async (_case, json) => {
		const { api } = listing(() => json);
		await expect(all(listExtracts(api, {}))).rejects.toThrow('a list of extracts was expected');
	});

	it('a first page that is not found is told to the user', async () => {
		const { api } = listing(notFound);
		await expect(all(listExtracts(api, {}))).rejects.toMatchObject({ status: 404 });
	});
});
