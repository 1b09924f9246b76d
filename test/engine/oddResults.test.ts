import { DEEPEST } from '../../nodes/Anesya/guards/deepJson';
import { isRecord } from '../../nodes/Anesya/guards/json';
import { invoice } from '../documents';
import type { EmulatorResponse } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe('An unusual result', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const wait = (extractId: string, more = {}) => ({
		operation: 'wait',
		extractId,
		options: { interval: 1 },
		...more,
	});
	const waitForAll = { operation: 'wait', extractId: '={{ $json.id }}' };
	const answerWith = (
		path: RegExp,
		change: (real: EmulatorResponse) => Partial<EmulatorResponse>,
		times = 1,
	) =>
		fixture.anesya.fault({
			path,
			times,
			fault: { kind: 'changed', change: (real) => ({ ...real, ...change(real) }) },
		});
	const textOf = ({ body }: EmulatorResponse, data: string) =>
		JSON.stringify({ ...Object(body), extracted_data: 'HERE' }).replace('"HERE"', data);

	it('of 20 MB comes out complete', async () => {
		const { id } = fixture.anesya.seed({ data: { text: 'x'.repeat(20_000_000) } });
		const { items } = await fixture.run(wait(id), [{ json: {} }]);
		expect(String(items[0]?.json.text)).toHaveLength(20_000_000);
	});

	it('of a hundred thousand entries becomes as many items', async () => {
		const { id } = fixture.anesya.seed({
			data: Array.from({ length: 100_000 }, (_, line) => ({ line })),
		});
		const { items } = await fixture.run(wait(id), [{ json: {} }]);
		expect(items).toHaveLength(100_000);
		expect(items.at(-1)).toMatchObject({ json: { line: 99_999 }, pairedItem: { item: 0 } });
	});

	it.each([100, 2_000, 100_000])(
		'that is nested %i deep comes out, as text where n8n could not open it',
		async (depth) => {
			const { id } = fixture.anesya.seed();
			answerWith(
				/./,
				(real) => ({
					body: textOf(real, `{"deep":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`),
				}),
				9,
			);
			const { items } = await fixture.run(wait(id), [{ json: {} }]);
			let level: unknown = items[0]?.json.deep;
			let levels = 0;
			for (; typeof level === 'object' && level !== null && 'a' in level; level = level.a)
				levels += 1;
			expect(levels).toBe(Math.min(depth, DEEPEST - 2));
			expect(String(level).split('{"a":')).toHaveLength(depth - levels + 1);
		},
	);

	describe('among the rows of tables', () => {
		const rowsOf = async (operation: string, data: object[], more = {}) => {
			const seeds = data.map((one, index) =>
				fixture.anesya.seed({ documentName: `${index}.pdf`, data: { ...one } }),
			);
			const parameters = { ...waitForAll, operation, output: 'rows', ...more };
			const items = seeds.map(({ id }) => ({ json: { id } }));
			return await fixture.run(parameters, items, { onError: 'continueErrorOutput' });
		};
		const invoices = [
			{ Total: 1, Taxes: [{ Rate: 20 }] },
			{ Total: 2, Tags: ['x', 'y'], Lines: [{ Item: 'a' }, { Item: 'b' }] },
			{ Total: 3, Tags: ['x', 'y'], Lines: [] },
			{ Total: 4, Lines: [{ Item: 'c' }] },
		];

		it.each(['wait', 'get'])(
			'keeps its one item, and a hint tells of it: %s',
			async (operation) => {
				const { json, items, hints } = await rowsOf(operation, invoices);
				expect(json).toEqual([
					{ Total: 1, Taxes: [{ Rate: 20 }] },
					{ Item: 'a', Total: 2, Tags: ['x', 'y'] },
					{ Item: 'b', Total: 2, Tags: ['x', 'y'] },
					{ Total: 3, Tags: ['x', 'y'] },
					{ Item: 'c', Total: 4 },
				]);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 1, 2, 3].map((item) => ({ item })),
				);
				expect(hints).toEqual(['There are no rows of the table "Lines" in "0.pdf", "2.pdf".']);
			},
		);

		it('fails with its ID where no document has the named table', async () => {
			const { json, failed } = await rowsOf('wait', invoices, { tableField: 'lines' });
			expect(json).toEqual([]);
			expect(failed.map((item) => item.json.error)).toEqual(
				invoices.map((_, index) => ({
					id: expect.any(String),
					status: 'FINISHED',
					document_name: `${index}.pdf`,
					message: `There is no table "lines" in the extracted data: "${index}.pdf"`,
					description: "Set 'Table Field' to one of: Taxes, Lines.",
				})),
			);
		});
	});

	it.each([{}, { Lines: [] }])(
		'without any data shows its text, and is told of: %j',
		async (data) => {
			const { id } = fixture.anesya.seed({ documentName: 'a.pdf', data });
			for (const operation of ['wait', 'get']) {
				const { json, hints } = await fixture.run({ ...wait(id), operation, output: 'rows' }, [
					{ json: {} },
				]);
				expect(json).toMatchObject([{ extracted_data: null, document_name: 'a.pdf' }]);
				expect(json[0]).toHaveProperty('content');
				expect(hints).toEqual(['No data was extracted from "a.pdf".']);
			}
		},
	);

	it.each(['wait', 'get', 'getAll'])(
		'with numbers that JavaScript cannot hold keeps them as text, and says so: %s',
		async (operation) => {
			const { id } = fixture.anesya.seed({ documentName: 'a.pdf' });
			const data =
				'{"Tracking Number":340434161094042557,"Rate":0.12345678901234567890,"Ratio":NaN,"Total":12.5}';
			const change = (real: EmulatorResponse) => {
				const rows = isRecord(real.body) ? real.body.results : undefined;
				const body = Array.isArray(rows) ? { body: { results: [rows[0]] } } : real;
				const text = JSON.stringify(body.body).replace(
					/"extracted_data":.*?\}/,
					'"extracted_data":"HERE"',
				);
				return { body: text.replace('"HERE"', data) };
			};
			answerWith(/./, change, 9);
			const { json, hints } = await fixture.run({ ...wait(id), operation }, [{ json: {} }]);
			const exact = {
				'Tracking Number': '340434161094042557',
				Rate: '0.12345678901234567890',
				Ratio: null,
				Total: 12.5,
			};
			expect(json).toMatchObject([operation === 'getAll' ? { extracted_data: exact } : exact]);
			expect(hints).toEqual([
				'Numbers that n8n cannot hold with all their digits are output as text: 340434161094042557, 0.12345678901234567890 in "a.pdf". Values that are not numbers are output as null: NaN in "a.pdf".',
			]);
		},
	);

	it('with such numbers says so even where it is the response to an upload', async () => {
		answerWith(/^\/workflow\//, ({ body }) => {
			const [extract] = Array.isArray(body) ? body : [];
			return { body: `[${textOf({ status: 201, body: extract }, '{"n":340434161094042557}')}]` };
		});
		const { json, hints } = await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId), simple: false },
			[await itemWith(invoice)],
		);
		expect(json).toMatchObject([{ extracted_data: { n: '340434161094042557' } }]);
		expect(hints).toEqual([expect.stringContaining('340434161094042557 in "invoice.pdf"')]);
	});

	it('that is a number alone keeps its digits, and says so', async () => {
		const { id } = fixture.anesya.seed({ documentName: 'a.pdf' });
		answerWith(/./, (real) => ({ body: textOf(real, '340434161094042557') }), 9);
		const { json, hints } = await fixture.run(wait(id), [{ json: {} }]);
		expect(json).toEqual([{ value: '340434161094042557' }]);
		expect(hints).toEqual([expect.stringContaining('340434161094042557 in "a.pdf"')]);
	});

	it('with dangerous keys changes no prototype', async () => {
		const { id } = fixture.anesya.seed();
		answerWith(/./, (real) => ({
			body: textOf(
				real,
				'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"Total":1}',
			),
		}));
		const { items, hints } = await fixture.run(wait(id), [{ json: {} }]);
		expect(items).toMatchObject([{ json: { Total: 1 } }]);
		expect(hints.join()).toContain(
			'Fields with a name that can do harm are left out: __proto__ in',
		);
		expect(Object.getPrototypeOf(items[0]?.json ?? null)).toBe(Object.prototype);
		expect('polluted' in {}).toBe(false);
	});

	it.each(['finished', 'ended in ERROR'])(
		'with control characters in its name is told by its id: %s',
		async (state) => {
			const documentName = 'a\u0000b\r\nX-Evil: 1\u001b[31m\u202Efdp.pdf';
			const { id } = fixture.anesya.seed({
				documentName,
				failsAt: state === 'finished' ? undefined : 'OCR',
			});
			const { items, failed } = await fixture.run(wait(id, { output: 'extract' }), [{ json: {} }], {
				onError: 'continueErrorOutput',
			});
			if (state === 'finished')
				expect(items).toMatchObject([{ json: { id, document_name: documentName } }]);
			else
				expect(failed).toMatchObject([
					{ json: { error: { id, description: expect.stringContaining(id) } } },
				]);
		},
	);

	it('that is not an extract at first is waited for', async () => {
		const odd: Array<Partial<EmulatorResponse>> = [
			{ body: undefined },
			{ body: '<h1>Please log in</h1>' },
			{ body: [] },
			{ body: { id: 'x' } },
			{ body: { id: 'x', status: 'FINISHED', extracted_data: { number: 'wrong' } } },
		];
		const seeds = odd.map((_, number) => fixture.anesya.seed({ data: { number } }));
		odd.forEach((answer) => answerWith(/^\/extract\/./, () => answer));
		const { json, error } = await fixture.run(
			waitForAll,
			seeds.map(({ id }) => ({ json: { id } })),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual(odd.map((_, number) => ({ number })));
	});

	it('with an unknown status is waited for, and passed on unchanged', async () => {
		const { id } = fixture.anesya.seed();
		answerWith(
			/./,
			({ body }) => ({ body: { ...Object(body), status: 'PARTIAL', extraction_step: 'GUESSING' } }),
			9,
		);
		const { error } = await fixture.run(wait(id, { options: { timeout: 0.001 } }), [{ json: {} }]);
		expect(error?.description).toContain('Its last status was PARTIAL (GUESSING)');
		expect(error?.description).toContain(id);
	});

	it('in a list that names it several times, or others in its place, goes to its own item', async () => {
		const seeds = [1, 2, 3, 4].map((number) =>
			fixture.anesya.seed({ data: { number }, documentName: 'scan.pdf', processingMs: 1_000 }),
		);
		answerWith(
			/^\/extract\/$/,
			({ body }) => {
				const rows: unknown[] = Object(body).results;
				return {
					body: {
						...Object(body),
						results: [...rows, ...rows, { id: seeds[0]?.id }, ...rows.slice().reverse()],
					},
				};
			},
			9,
		);
		const { json } = await fixture.run(
			waitForAll,
			seeds.map(({ id }) => ({ json: { id } })),
		);
		expect(
			fixture.anesya.requests.filter(({ path }) => path === '/extract/').length,
		).toBeGreaterThan(0);
		expect(json).toEqual([1, 2, 3, 4].map((number) => ({ number })));
	});
});
