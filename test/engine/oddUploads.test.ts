import { facture, invoice, receipt } from '../documents';
import type { EmulatorResponse } from '../emulator';
import { itemWith, itemWithBytes, mailWith } from './items';
import { useFixture } from './useFixture';

/** Only the delays between the searches for a lost upload are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterThrottling(),
);

/** For as long as a lost upload is searched for. */
const UNREADABLE_LIST = {
	path: /^\/extract\/$/,
	fault: { kind: 'response', status: 403 },
	times: 4,
} as const;

describe('When an upload is accepted, and its response is odd', () => {
	const fixture = useFixture();
	const { upload, uploads } = fixture;
	const together = () => upload({ options: { together: true } });
	const changeResponse = (
		documentName: RegExp,
		change: (real: EmulatorResponse) => Partial<EmulatorResponse>,
	) =>
		fixture.anesya.fault({
			documentName,
			fault: { kind: 'changed', change: (real) => ({ ...real, ...change(real) }) },
		});
	const extractsIn = ({ body }: EmulatorResponse): unknown[] =>
		Array.isArray(body) ? [...body] : [];

	it.each([
		['empty', () => ({ body: undefined })],
		['HTML', () => ({ body: '<h1>Please log in</h1>' })],
		['truncated', ({ body }: EmulatorResponse) => ({ body: JSON.stringify(body).slice(0, -20) })],
		['an empty list', () => ({ body: [] })],
		['of the wrong type', () => ({ body: 'true' })],
		['without ids', () => ({ body: [{ status: 'CREATED' }] })],
		['a redirect', () => ({ status: 303, headers: { Location: '/somewhere/' }, body: '' })],
		['an error page', () => ({ status: 500, body: '<h1>Not here</h1>' })],
	])('%s, the extract is found', async (_case, change) => {
		changeResponse(/invoice/, change);
		const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			{ id: [...fixture.anesya.extracts.keys()][0], document_name: invoice.name },
		]);
		expect(uploads()).toHaveLength(1);
	});

	it.each([
		['one is missing', (list: unknown[]) => list.slice(1)],
		['one comes twice, another not at all', (list: unknown[]) => list.map(() => list[0])],
	])('because %s: all documents come out nevertheless', async (_case, change) => {
		changeResponse(/./, (real) => ({ body: change(extractsIn(real)) }));
		const { json, error } = await fixture.run(together(), [await mailWith([invoice, receipt])]);
		expect(error).toBeUndefined();
		expect(json.map(({ document_name }) => document_name).sort()).toEqual([
			invoice.name,
			receipt.name,
		]);
		expect(uploads()).toHaveLength(1);
	});

	it('because it names more extracts than there were files, each of them comes out', async () => {
		const extra = fixture.anesya.seed({ documentName: 'page-2.pdf' });
		changeResponse(/invoice/, (real) => ({
			body: [...extractsIn(real), { id: extra.id, status: 'CREATED', document_name: 'page-2.pdf' }],
		}));
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ document_name: invoice.name }, { id: extra.id }]);
	});

	it('because its order is different, each document has its own data', async () => {
		changeResponse(/./, (real) => ({ body: extractsIn(real).reverse() }));
		const { json } = await fixture.run({ ...together(), operation: 'uploadAndWait' }, [
			await mailWith([invoice, receipt]),
		]);
		expect(json).toMatchObject([receipt.fields, invoice.fields]);
	});

	it('because it is the response to another upload, no document gets the data of another', async () => {
		const first = await fixture.run(upload(), [await itemWith(facture)]);
		changeResponse(/invoice/, () => ({ body: first.json }));
		const { json, error } = await fixture.run({ ...upload(), operation: 'uploadAndWait' }, [
			await itemWith(invoice),
		]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([invoice.fields]);
		expect(uploads()).toHaveLength(2);
	});

	it('because it names the extract of another file of the same name, the content decides', async () => {
		const another = await itemWithBytes('%PDF', invoice.name, 'application/pdf');
		const first = await fixture.run(upload(), [another]);
		changeResponse(/invoice/, () => ({ body: first.json }));
		const { json } = await fixture.run({ ...upload(), operation: 'uploadAndWait' }, [
			await itemWith(invoice),
		]);
		expect(json).toMatchObject([invoice.fields]);
		expect(uploads()).toHaveLength(2);
	});

	it('because it names an extract that this node knows nothing of, the list decides', async () => {
		const { id } = fixture.anesya.seed({ documentName: 'other.pdf' });
		changeResponse(/invoice/, () => ({
			body: [{ id, status: 'CREATED', document_name: 'other.pdf', document_url: '/document/x/' }],
		}));
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ document_name: invoice.name }]);
		expect(json[0]?.id).not.toBe(id);
		expect(uploads()).toHaveLength(1);
	});

	it('because its IDs are in upper case, the documents come out nevertheless', async () => {
		const inUpperCase = (extract: unknown) => ({
			...Object(extract),
			id: String(Object(extract).id).toUpperCase(),
		});
		changeResponse(/./, (real) => ({ body: extractsIn(real).map(inUpperCase) }));
		const { json } = await fixture.run({ ...together(), operation: 'uploadAndWait' }, [
			await mailWith([invoice, receipt]),
		]);
		expect(json).toMatchObject([invoice.fields, receipt.fields]);
	});

	it('because Anesya names the extract of an earlier upload of the same file, it is believed', async () => {
		const first = await fixture.run({ ...upload(), simple: false }, [await itemWith(invoice)]);
		changeResponse(/invoice/, () => ({ body: first.json }));
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ id: first.json[0]?.id }]);
	});
});

describe('When it stays unclear whether Anesya accepted an upload', () => {
	const fixture = useFixture();
	const { upload } = fixture;

	it('the next file of its name does not adopt its extract', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.fault(UNREADABLE_LIST);
		const first = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(first.error?.description).toContain('may still have accepted "invoice.pdf"');

		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-before-acceptance' } });
		const another = await itemWithBytes('%PDF', invoice.name, 'application/pdf');
		const next = await fixture.run(upload(), [another]);
		const [id] = [...fixture.anesya.extracts.keys()];
		expect(next.error?.description).toContain(`these extracts could be it: ${id}`);
		expect(fixture.anesya.extracts.size).toBe(1);
	});

	it('the error of the run names the candidates of each such document', async () => {
		fixture.anesya.fault({
			path: /^\/document\//,
			fault: { kind: 'response', status: 404 },
			times: 99,
		});
		for (const document of [invoice, receipt]) {
			fixture.anesya.fault({
				documentName: new RegExp(document.name),
				fault: { kind: 'lost-after-acceptance' },
			});
			fixture.anesya.seed({ documentName: document.name });
		}
		const { error } = await fixture.run(upload(), [
			await itemWith(invoice),
			await itemWith(receipt),
		]);
		for (const id of fixture.anesya.extracts.keys()) expect(error?.description).toContain(id);
		expect(error?.description).toMatch(
			/It is not clear either whether Anesya accepted these, which were not sent again: receipt\.pdf \(\S+ or \S+\)\./,
		);
	});

	it('an extract in another workflow is not a candidate', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-before-acceptance' } });
		fixture.anesya.seed({
			documentName: invoice.name,
			workflow: '0f8fad5b-d9cb-469f-a165-70867728950e',
		});
		const { json, error } = await fixture.run(
			{ operation: 'uploadWithoutWorkflow', server: 'FR-1' },
			[await itemWith(invoice)],
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ document_name: invoice.name, workflow: null }]);
	});
});
