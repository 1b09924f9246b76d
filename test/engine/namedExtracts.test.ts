import { join } from 'node:path';

import { invoice, receipt } from '../documents';
import type { EmulatorResponse } from '../emulator';
import { itemWith, itemWithBytes, mailWith } from './items';
import { useFixture } from './useFixture';

/** Only the delays between the searches are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));

const HOUR = 3_600_000;

const OTHER_FILE = {
	path: join(__dirname, '../documents/letter.pdf'),
	type: 'application/pdf',
};

const extractsIn = ({ body }: EmulatorResponse): Array<{ id: string }> =>
	Array.isArray(body) ? [...body] : [];
const idsOnly = (real: EmulatorResponse) => extractsIn(real).map(({ id }) => ({ id }));

describe('When the response to an upload is not understood, but names its extracts', () => {
	const fixture = useFixture();
	const { upload, uploads, ids } = fixture;
	const together = () => upload({ options: { together: true } });

	/** For all documents, unless one is given. */
	const respondWith = (body: (real: EmulatorResponse) => unknown, documentName = /./) =>
		fixture.anesya.fault({
			documentName,
			fault: { kind: 'changed', change: (real) => ({ ...real, body: body(real) }) },
		});
	const breakList = () =>
		fixture.anesya.fault({
			method: 'GET',
			path: /^\/extract\/$/,
			fault: { kind: 'response', status: 500 },
			times: Infinity,
		});
	const lists = () => fixture.anesya.requests.filter(({ path }) => path === '/extract/');

	async function timed<Result>(work: Promise<Result>): Promise<Result> {
		const began = performance.now();
		const result = await work;
		expect(performance.now() - began).toBeLessThan(5_000);
		return result;
	}

	it.each<[string, (real: EmulatorResponse) => unknown]>([
		['breaks off', (real) => JSON.stringify(extractsIn(real)).slice(0, -20)],
		['has only IDs', idsOnly],
		['is a list of bare IDs', (real) => extractsIn(real).map(({ id }) => id)],
		['is one object without a status', (real) => idsOnly(real)[0]],
		['has another envelope', (real) => ({ count: 1, results: extractsIn(real) })],
		['has an unknown envelope', (real) => ({ ok: true, extracts: idsOnly(real) })],
	])('and %s: they are read singly, also if the list is broken', async (_case, body) => {
		breakList();
		respondWith(body);
		const { json, error } = await timed(fixture.run(upload(), [await itemWith(invoice)]));
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: ids()[0], document_name: invoice.name }]);
		expect(uploads()).toHaveLength(1);
		expect(lists()).toHaveLength(0);
	});

	it('the connection being lost meanwhile, they are read all the same', async () => {
		breakList();
		fixture.anesya.fault({ documentName: /./, fault: { kind: 'lost-in-response' } });
		const { json } = await timed(fixture.run(upload(), [await itemWith(invoice)]));
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(uploads()).toHaveLength(1);
	});

	it('an upload without a workflow has its own, too', async () => {
		breakList();
		respondWith((real) => ({ id: Object(real.body).id }));
		const parameters = { operation: 'uploadWithoutWorkflow', server: 'FR-1' };
		const { json } = await timed(fixture.run(parameters, [await itemWith(invoice)]));
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(uploads()).toHaveLength(1);
	});

	it('the documents of a request keep their order, whatever that of the response', async () => {
		breakList();
		respondWith((real) => idsOnly(real).reverse());
		const { json } = await timed(fixture.run(together(), [await mailWith([invoice, receipt])]));
		expect(json.map(({ document_name }) => document_name)).toEqual([invoice.name, receipt.name]);
		expect(uploads()).toHaveLength(1);
	});

	it('the names tell which is which if the content cannot be read', async () => {
		breakList();
		fixture.anesya.fault({
			path: /^\/document\//,
			fault: { kind: 'response', status: 404 },
			times: Infinity,
		});
		respondWith((real) => idsOnly(real).reverse());
		const { json } = await fixture.run(together(), [await mailWith([invoice, receipt])]);
		expect(json.map(({ document_name }) => document_name)).toEqual([invoice.name, receipt.name]);
		expect(uploads()).toHaveLength(1);
	});

	it('a document that Anesya gave no name is known by the moment of its creation', async () => {
		breakList();
		fixture.anesya.settings.storedName = () => '';
		respondWith(idsOnly);
		const { json } = await timed(fixture.run(upload(), [await itemWith(invoice)]));
		expect(json).toMatchObject([{ id: ids()[0] }]);
	});

	it.each([
		['it names fewer than there were files', (real: EmulatorResponse) => idsOnly(real).slice(1)],
		[
			'one of them cannot be read',
			(real: EmulatorResponse) => [...idsOnly(real).slice(1), { id: crypto.randomUUID() }],
		],
	])('the list decides if %s', async (_case, body) => {
		respondWith(body);
		const { json } = await fixture.run(together(), [await mailWith([invoice, receipt])]);
		expect(json.map(({ id }) => id).sort()).toEqual(ids().sort());
		expect(uploads()).toHaveLength(1);
		expect(lists().length).toBeGreaterThan(0);
	});

	it('the content decides for files of one name', async () => {
		const contents = ['%PDF one', '%PDF other'];
		const binary = Object.fromEntries(
			await Promise.all(
				contents.map(async (content, index) => {
					const item = await itemWithBytes(content, 'same.pdf', 'application/pdf');
					return [`file_${index}`, Object(item.binary).data];
				}),
			),
		);
		respondWith((real) => idsOnly(real).reverse());
		const { json } = await fixture.run(together(), [{ json: {}, binary }]);
		expect(json.map(({ id }) => id)).toEqual(ids());
		expect(uploads()).toHaveLength(1);
	});

	it.each([
		['of another name', { documentName: 'other.pdf' }, 0],
		[
			'of its name and moment, but of other content',
			{ documentName: invoice.name, file: OTHER_FILE },
			0,
		],
		['of its name that was created before', { documentName: invoice.name }, HOUR],
		['in another workflow', { documentName: invoice.name, workflow: crypto.randomUUID() }, 0],
	])('an extract %s is not taken', async (_case, seed, ago) => {
		const { id } = fixture.anesya.seed(seed, Date.now() - ago);
		respondWith(() => [{ id }]);
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ document_name: invoice.name }]);
		expect(json[0]?.id).not.toBe(id);
		expect(uploads()).toHaveLength(1);
	});

	it('the extract of an earlier upload of its name is not taken', async () => {
		const another = await itemWithBytes('%PDF', invoice.name, 'application/pdf');
		const first = await fixture.run(upload(), [another]);
		respondWith(() => [{ id: first.json[0]?.id }]);
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ id: ids()[1] }]);
		expect(uploads()).toHaveLength(2);
	});
});
