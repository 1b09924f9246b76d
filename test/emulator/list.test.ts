import type { Emulator } from '.';
import { startEmulator } from '.';
import { call } from './client';

const OTHER_WORKFLOW = '0f8fad5b-d9cb-469f-a165-70867728950e';
const DAY = Date.parse('2025-03-01T12:00:00Z');

describe('The list of extracts', () => {
	let anesya: Emulator;
	beforeAll(async () => {
		anesya = await startEmulator();
		for (let index = 0; index < 7; index += 1) {
			anesya.seed(
				{
					documentName: `Invoice ${index}.pdf`,
					workflow: index < 5 ? anesya.workflowId : OTHER_WORKFLOW,
				},
				DAY + index * 1_000,
			);
		}
	});
	afterAll(async () => await anesya.close());

	const list = async (query: string) => await call(anesya, `/extract/?${query}`);
	const named = (...numbers: number[]) =>
		numbers.map((index) => expect.objectContaining({ document_name: `Invoice ${index}.pdf` }));

	it('comes in pages, each with the total count and absolute URLs of its neighbours', async () => {
		const address = (page: number) => `${anesya.url}/extract/?size=3&page=${page}`;
		expect((await list('size=3')).json).toEqual({
			count: 7,
			next: address(2),
			previous: null,
			results: named(6, 5, 4),
		});
		expect((await list('size=3&page=2')).json).toEqual({
			count: 7,
			next: address(3),
			previous: address(1),
			results: named(3, 2, 1),
		});
		expect((await list('size=3&page=3')).json).toEqual({
			count: 7,
			next: null,
			previous: address(2),
			results: named(0),
		});
	});

	it('may have moved when its next page is read', async () => {
		const rowsOf = async (listShift: number) => {
			anesya.settings.listShift = listShift;
			const { json } = await list('size=3&page=2&search=Invoice');
			anesya.settings.listShift = 0;
			return json;
		};
		expect(await rowsOf(2)).toMatchObject({ results: named(5, 4, 3) });
		expect(await rowsOf(-2)).toMatchObject({ results: named(1, 0) });
		await list('size=3&search=Invoice');
		expect(await rowsOf(-2)).toMatchObject({ results: named(1, 0) });
		await list('size=3&search=Invoice');
		expect(await rowsOf(-2)).toMatchObject({ results: named(3, 2, 1) });
	});

	it('may be behind what a single read shows', async () => {
		const late = await startEmulator({ listRowLag: 60_000 });
		const { id } = late.seed({ processingMs: 1 });
		await late.allRead();
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect((await call(late, `/extract/${id}/`)).json).toMatchObject({ status: 'FINISHED' });
		expect((await call(late, '/extract/')).json).toMatchObject({
			results: [{ id, status: 'CREATED' }],
		});
		await late.close();
	});

	it('has pages of 50 by default', async () => {
		const large = await startEmulator();
		for (let index = 0; index < 51; index += 1) large.seed();
		expect((await call(large, '/extract/')).json).toMatchObject({
			count: 51,
			next: expect.any(String),
			results: expect.objectContaining({ length: 50 }),
		});
		await large.close();
	});

	it.each(['page=4&size=3', 'page=0', 'page=x', 'page=1.5'])(
		'is a 404 behind its end and for an invalid page: %s',
		async (query) => {
			expect(await list(query)).toMatchObject({ status: 404, json: { detail: 'Invalid page.' } });
		},
	);

	it.each(['size=0', 'size=-1', 'size=x'])('ignores an invalid size: %s', async (query) => {
		expect((await list(query)).json).toMatchObject({
			count: 7,
			next: null,
			results: expect.objectContaining({ length: 7 }),
		});
	});

	it('is empty, not a 404, where nothing matches', async () => {
		expect((await list('search=nothing')).json).toEqual({
			count: 0,
			next: null,
			previous: null,
			results: [],
		});
	});

	it.each([
		['search=invoice%203', named(3)],
		['search=INVOICE&size=2', named(6, 5)],
		[`workflow_id=${OTHER_WORKFLOW}`, named(6, 5)],
		[`workflow_session_id=${DAY / 1000 + 2}`, named(2)],
		[`workflow_id=${OTHER_WORKFLOW}&search=6`, named(6)],
		['meta_key=a&meta_value=b', []],
	])('can be searched and filtered: %s', async (query, results) => {
		expect((await list(query)).json).toMatchObject({ results });
	});

	it('keeps filters in the URLs of other pages', async () => {
		const { json } = await list('search=Invoice&size=2');
		expect(json).toMatchObject({ next: `${anesya.url}/extract/?search=Invoice&size=2&page=2` });
	});

	it('has the schema as an object, and status and data only if set so', async () => {
		const { json } = await list('search=6');
		expect(json).toMatchObject({
			results: [
				{ status: 'FINISHED', extracted_data: { seeded: true }, schema: { name: 'Invoice' } },
			],
		});
		anesya.settings.listCarriesStatus = false;
		const { text } = await list('search=6');
		anesya.settings.listCarriesStatus = true;
		expect(text).toContain('"document_name":"Invoice 6.pdf"');
		expect(text).not.toMatch(/"(status|extracted_data|content)"/);
	});

	it.each([
		['oldest first', named(0, 1, 2, 3, 4, 5, 6)],
		['by name', named(0, 1, 2, 3, 4, 5, 6)],
		['newest first', named(6, 5, 4, 3, 2, 1, 0)],
	] as const)('can be sorted: %s', async (listOrder, results) => {
		anesya.settings.listOrder = listOrder;
		expect((await list('')).json).toMatchObject({ results });
	});

	it('does not show deleted extracts', async () => {
		const { id } = anesya.seed({ documentName: 'gone.pdf' });
		anesya.remove(id);
		expect((await list('search=gone')).json).toMatchObject({ count: 0 });
		expect(await call(anesya, `/extract/${id}/`)).toMatchObject({ status: 404 });
	});
});
