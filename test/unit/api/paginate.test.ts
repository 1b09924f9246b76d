import { listExtracts } from '../../../nodes/Anesya/api/listExtracts';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { ApiRequest } from '../../../nodes/Anesya/transport/request';

type Query = NonNullable<ApiRequest['query']>;

/** A client for a list whose pages come from a function. */
function apiWithPages(pageOf: (page: number, size: number) => unknown) {
	const queries: Query[] = [];
	const api: ApiClient = {
		async send({ query = {} }) {
			queries.push(query);
			const json = pageOf(Number(query.page), Number(query.size));
			if (json instanceof Error) throw json;
			return { status: 200, json, isEmpty: false, reason: '', header: () => undefined };
		},
		serverTime: () => undefined,
	};
	return { api, queries };
}

const ids = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: `id-${from + index}` }));

const wellBehaved =
	(count: number, cap = Infinity) =>
	(page: number, wanted: number) => {
		const size = Math.min(wanted, cap);
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
		'of %i rows is read to the end, and one page further if next names one that there is not',
		async (count) => {
			const { api, queries } = apiWithPages(wellBehaved(count));
			expect(await all(listExtracts(api, {}))).toEqual(ids(0, count).map(({ id }) => id));
			expect(queries.map(({ page }) => page)).toEqual(
				Array.from({ length: Math.ceil(count / 50) + 1 }, (_, index) => index + 1),
			);
			expect(queries.every(({ size }) => size === 50)).toBe(true);
		},
	);

	it('has no rows that name another workflow than the one that was asked for', async () => {
		const [wanted, other] = [
			'0f8fad5b-d9cb-469f-a165-70867728950e',
			'7c9e6679-7425-40de-944b-e07fc1f90ae7',
		];
		const workflows = [wanted.toUpperCase(), other, null, undefined];
		const results = workflows.map((workflow, index) => ({ id: `id-${index}`, workflow }));
		const { api } = apiWithPages(() => ({ count: 4, next: null, results }));
		expect(await all(listExtracts(api, { workflow: wanted }))).toEqual(['id-0', 'id-2', 'id-3']);
		expect(await all(listExtracts(api, {}))).toHaveLength(4);
	});

	it('requests no more than the limit', async () => {
		const { api, queries } = apiWithPages(wellBehaved(1000));
		expect(await all(listExtracts(api, {}, { limit: 7 }))).toHaveLength(7);
		expect(queries).toMatchObject([{ page: 1, size: 7 }]);
		expect(await all(listExtracts(api, {}, { limit: 60 }))).toHaveLength(60);
		expect(queries).toHaveLength(3);
		expect(await all(listExtracts(api, {}, { limit: 0 }))).toEqual([]);
		expect(queries).toHaveLength(3);
	});

	it('requests nothing more once its consumer stops', async () => {
		const { api, queries } = apiWithPages(wellBehaved(1000));
		for await (const { id } of listExtracts(api, {})) if (id === 'id-60') break;
		expect(queries).toHaveLength(2);
	});

	it('maps each filter to its query, and leaves out what is not set', async () => {
		const { api, queries } = apiWithPages(wellBehaved(0));
		await all(
			listExtracts(api, { search: 'a', workflow: 'w', session: '1', metaKey: 'k', metaValue: 'v' }),
		);
		expect(queries[0]).toEqual({
			page: 1,
			size: 50,
			search: 'a',
			workflow_id: 'w',
			workflow_session_id: '1',
			meta_key: 'k',
			meta_value: 'v',
		});
	});

	it('goes on after a short page from a server that allows only smaller pages', async () => {
		const { api } = apiWithPages(wellBehaved(120, 20));
		expect(await all(listExtracts(api, {}))).toHaveLength(120);
	});

	it('returns each row once, although new ones push others onto later pages', async () => {
		const { api } = apiWithPages((page, size) => {
			const newer = page === 1 ? [] : ids(1000, 1060);
			const rows = [...newer, ...ids(0, 100)];
			return { count: rows.length, results: rows.slice((page - 1) * size, page * size) };
		});
		const found = await all(listExtracts(api, {}));
		expect(found).toHaveLength(new Set(found).size);
		expect(found).toEqual(expect.arrayContaining(ids(0, 100).map(({ id }) => id)));
	});

	it.each([
		['is a 404', notFound()],
		['is empty', { count: 80, results: [] }],
	])(
		'ends when a later page %s because rows were deleted in the meantime',
		async (_case, second) => {
			const { api } = apiWithPages((page) => (page === 1 ? wellBehaved(80)(1, 50) : second));
			expect(await all(listExtracts(api, {}))).toHaveLength(50);
		},
	);

	it.each([
		[200, 1],
		[200, 60],
		[80, 30],
		[80, 79],
		[1_000, 400],
	])(
		'of %i rows loses none of those that remain when %i others are deleted between two pages',
		async (count, deleted) => {
			for (const after of [1, 2, 3]) {
				let requests = 0;
				const { api } = apiWithPages((page, size) => {
					requests += 1;
					const rows = requests > after ? ids(deleted, count) : ids(0, count);
					const results = rows.slice((page - 1) * size, page * size);
					return results.length === 0 && page > 1 ? notFound() : { count: rows.length, results };
				});
				expect(await all(listExtracts(api, {}))).toEqual(
					expect.arrayContaining(ids(deleted, count).map(({ id }) => id)),
				);
				expect(requests).toBeLessThan(Math.ceil(count / 50) + Math.ceil(deleted / 50) + 6);
			}
		},
	);

	it('ends even if it shrinks with each page', async () => {
		let count = 1_000_000;
		const { api, queries } = apiWithPages((page, size) => ({
			count: (count -= 1),
			results: ids((page - 1) * size, Math.min(page * size, 200)),
		}));
		const onGap = jest.fn();
		expect(await all(listExtracts(api, {}, { onGap }))).toHaveLength(200);
		expect(queries.length).toBeLessThan(40);
		expect(onGap).toHaveBeenCalled();
	});

	it('tells that rows may be missing only if they may', async () => {
		const onGap = jest.fn();
		for (const count of [0, 50, 51, 120])
			await all(listExtracts(apiWithPages(wellBehaved(count)).api, {}, { onGap }));
		for await (const { id } of listExtracts(apiWithPages(wellBehaved(120)).api, {}, { onGap }))
			if (id === 'id-0') break;
		expect(onGap).not.toHaveBeenCalled();

		/** Three rows that others delete, and upload again, whenever the second page is read. */
		const restless = (page: number, size: number) => {
			const rows = ids(page === 1 ? 0 : 3, 60);
			return { count: rows.length, results: rows.slice((page - 1) * size, page * size) };
		};
		const found = await all(listExtracts(apiWithPages(restless).api, {}, { onGap }));
		expect(found).not.toContain('id-51');
		expect(onGap).toHaveBeenCalled();
	});

	it('ends even if every page is the same', async () => {
		const { api, queries } = apiWithPages(() => wellBehaved(10_000)(1, 50));
		const onGap = jest.fn();
		expect(await all(listExtracts(api, {}, { onGap }))).toHaveLength(50);
		expect(queries.length).toBeLessThan(6);
		expect(onGap).toHaveBeenCalled();
	});

	it.each([0, -7, 1.5, 2e300, 1, 10])(
		'is read to its end although its count is wrong: %d',
		async (count) => {
			const { api } = apiWithPages((page) => ({
				count,
				next: page < 3 ? 'another' : null,
				results: ids(page * 10, page * 10 + 10),
			}));
			expect(await all(listExtracts(api, {}))).toHaveLength(30);
		},
	);

	it('may have no count, or may not be paginated at all', async () => {
		const { api } = apiWithPages((page) => ({
			next: page < 3 ? 'x' : null,
			results: ids(page * 2, page * 2 + 2),
		}));
		expect(await all(listExtracts(api, {}))).toHaveLength(6);
		const plain = apiWithPages(() => ids(0, 3));
		expect(await all(listExtracts(plain.api, {}))).toHaveLength(3);
	});

	it.each([
		['a body without a list', { count: 1 }],
		['HTML', undefined],
		['rows without an id', { count: 1, results: [{}] }],
	])('rejects %s', async (_case, json) => {
		const { api } = apiWithPages(() => json);
		await expect(all(listExtracts(api, {}))).rejects.toThrow('a list of extracts was expected');
	});

	it('fails if the first page is not found', async () => {
		const { api } = apiWithPages(notFound);
		await expect(all(listExtracts(api, {}))).rejects.toMatchObject({ status: 404 });
	});
});
