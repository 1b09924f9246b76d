/*
 * The contract with Anesya 0.8.1 on one page: every call that the node makes, as it goes over the
 * wire, and what each answer means. Each title says where it comes from: it is (documented) by Anesya,
 * (inferred) from what is documented, or (unknown), and then the node takes every plausible answer.
 */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { invoice, receipt } from './documents';
import type { Fault } from './emulator';
import { DEFAULT_CLASSIFIER_ID, DEFAULT_SCHEMA_ID } from './emulator';
import type { Fixture } from './engine/fixture';
import { openFixture } from './engine/fixture';
import { byId, itemWith, mailWith } from './engine/items';
import { extractItem, linesOf, partWith, sentBy } from './engine/wire';

/** Only the time between the searches for a lost upload is shortened. */
jest.mock('../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [10, 20, 30] }));

let fixture: Fixture;
beforeEach(async () => (fixture = await openFixture({ processingMs: 0 })));
afterEach(async () => await fixture.close());

const upload = () => ({ operation: 'upload', workflow: byId(fixture.anesya.workflowId) });
const extractId = '={{ $json.id }}';
const get = { operation: 'get', extractId, output: 'extract' };
const wait = { operation: 'wait', extractId, output: 'extract' };
const remove = { operation: 'delete', extractId };
const download = (what: string) => ({ operation: 'download', extractId, download: what });
const schema = { resource: 'schema', schema: byId(DEFAULT_SCHEMA_ID) };
const total = { type: 'number', description: 'To pay' };
const create = {
	resource: 'schema',
	operation: 'create',
	name: 'Order',
	description: 'Orders of customers',
	specifyFields: 'table',
	fields: { field: [{ name: 'Total', required: true, ...total }] },
	options: { additionalInformation: 'In euros' },
};

describe('Each call, with the raw token and a slash at the end of its path (both documented)', () => {
	const authorization = 'the raw token';
	const json = (call: string) => ({ call, authorization, accept: 'application/json' });
	const file = (call: string) => ({ call, authorization, accept: '*/*' });
	const READ = json('GET /extract/{id}/');

	it('1. uploads into a workflow: the first part name is documented, the second inferred', async () => {
		const documents = [invoice, receipt];
		const body = documents.map((file, index) => partWith(`extracts[${index}][document]`, file));
		const parameters = { ...upload(), options: { together: true } };
		expect(await sentBy(fixture, parameters, await mailWith(documents))).toEqual([
			{ ...json('POST /workflow/{id}/extract/'), type: 'multipart/form-data', body },
		]);
	});

	it('1. before the first upload of a process, reads an extract that does not exist, to learn whether anything answers (any answer will do)', async () => {
		await fixture.close();
		fixture = await openFixture({ processingMs: 0, neverReached: true });
		const lines = async () => {
			await fixture.run(upload(), [await itemWith(invoice)]);
			return linesOf(fixture);
		};
		expect(await lines()).toEqual([READ.call, UPLOAD]);
		expect(await lines()).toEqual([READ.call, UPLOAD, UPLOAD]);
		expect(fixture.anesya.requests[0]).toMatchObject({ status: 404 });
	});

	it.each([get, wait])(
		'2. reads an extract, without `download` (documented): $operation',
		async (read) => {
			expect(await sentBy(fixture, read)).toEqual([READ]);
		},
	);

	it.each([
		['csv', 'csv'],
		['json', 'json'],
		['imagesZip', 'images'],
	])('2. exports an extract: %s (documented)', async (what, format) => {
		const call = file(`GET /extract/{id}/?download=${format}`);
		expect(await sentBy(fixture, download(what))).toEqual([READ, call]);
	});

	it('3. lists extracts (documented)', async () => {
		const workflow = fixture.anesya.workflowId;
		const filters = {
			search: 'a',
			session: '7',
			metadata: { entry: { key: 'k', value: 'v' } },
			workflow,
		};
		const query = 'workflow_id={workflow}&workflow_session_id=7&meta_key=k&meta_value=v';
		expect(await sentBy(fixture, { operation: 'getAll', limit: 9, filters })).toEqual([
			json(`GET /extract/?search=a&${query}&page=1&size=9`),
		]);
	});

	it('4. uploads without a workflow (documented; metadata as JSON text is inferred)', async () => {
		const classifier = DEFAULT_CLASSIFIER_ID;
		const options = {
			classifier,
			metadataJson: '{"a": 1}',
			pages: { range: { first: 1, last: 2 } },
		};
		const parameters = { ...schema, resource: 'extract', server: 'FR-2', options };
		const operation = 'uploadWithoutWorkflow';
		const body = [
			{ name: 'server', value: 'FR-2' },
			{ name: 'schema', value: DEFAULT_SCHEMA_ID },
			{ name: 'classifier', value: classifier },
			// The ID by which this node finds the upload again if its response is lost.
			{
				name: 'metadata',
				value: expect.stringMatching(/^\{"a":1,"n8n_upload_id":"[\da-f-]{36}"\}$/),
			},
			partWith('document', invoice),
		];
		const call = json('POST /extract/?pdf_page_start=1&pdf_page_end=2');
		expect(await sentBy(fixture, { ...parameters, operation }, await itemWith(invoice))).toEqual([
			{ ...call, type: 'multipart/form-data', body },
		]);
	});

	it('5. deletes an extract (the path is inferred)', async () => {
		expect(await sentBy(fixture, remove)).toEqual([json('DELETE /extract/{id}/')]);
	});

	it.each([
		['6. lists schemas', 'getAll', 'GET /schema/?page=1&size=50'],
		['7. reads a schema', 'get', 'GET /schema/{id}/'],
	])('%s (documented)', async (_title, operation, call) => {
		expect(await sentBy(fixture, { ...schema, operation })).toEqual([json(call)]);
	});

	it('8. creates a schema (the form is documented, the path inferred)', async () => {
		const body = {
			name: 'Order',
			description: 'Orders of customers',
			additional_informations: 'In euros',
			schema: { type: 'object', required: ['Total'], properties: { Total: total } },
		};
		expect(await sentBy(fixture, create)).toEqual([
			{ ...json('POST /schema/'), type: 'application/json', body },
		]);
	});

	it.each([
		['9. gets the stored file', 'document', 'GET /document/{id}/?type=extract'],
		['10. gets an image', 'images', 'GET /images/{id}/'],
	])('%s (the path is the one that the extract names, documented)', async (_title, what, call) => {
		expect(await sentBy(fixture, download(what))).toEqual([READ, file(call)]);
	});
});

const UPLOAD = 'POST /workflow/{id}/extract/';
const SCHEMAS = 'GET /schema/?page=1&size=50';
const SEARCH = 'GET /extract/?search=invoice.pdf&workflow_id={workflow}&page=1&size=50';
/** What is found under the name of a file must have its content. */
const DOCUMENT = 'GET /document/{id}/?type=extract';
const SEARCH_NEW = 'GET /extract/?workflow_id={workflow}&page=1&size=50';
/** At last, all that is new is read, and compared by its content: here the extracts that a test put there. */
const LAST = [SEARCH_NEW];
const withoutDocuments = (lines: string[]) => lines.filter((line) => !line.includes('/document/'));
const SENT_TWICE = [UPLOAD, UPLOAD, SEARCH, SEARCH, ...LAST];
const [READ, CREATE, DELETE] = ['GET /extract/{id}/', 'POST /schema/', 'DELETE /extract/{id}/'];

/** An upload, a read, a creation and a deletion, the first request of each with this fault. */
async function eachMeeting(fault: Fault) {
	fixture.anesya.fault({ documentName: /./, fault });
	fixture.anesya.fault({ method: 'GET', path: /^\/extract\/.+/, fault });
	fixture.anesya.fault({ method: 'POST', path: /^\/schema\/$/, fault });
	fixture.anesya.fault({ method: 'DELETE', fault });
	return await Promise.all([
		fixture.run(upload(), [await itemWith(invoice)]),
		fixture.run(get, [extractItem(fixture)]),
		fixture.run(create, [{ json: {} }]),
		fixture.run(remove, [extractItem(fixture)]),
	]);
}

describe('What each answer means', () => {
	/** The real answer with another status, and with its body or without. */
	const changed = (status: number, hasBody: boolean): Fault => ({
		kind: 'changed',
		change: ({ body }) => ({ status, body: hasBody ? body : undefined }),
	});
	const runsInto = async (fault: Fault, parameters: INodeParameters, item: INodeExecutionData) => {
		fixture.anesya.fault({ fault });
		return await fixture.run(parameters, [item]);
	};

	it.each([
		[201, 'inferred', 'with', [UPLOAD]],
		[200, 'unknown', 'with', [UPLOAD]],
		[202, 'unknown', 'with', [UPLOAD]],
		[202, 'unknown', 'without', [UPLOAD, SEARCH, DOCUMENT]],
		[204, 'unknown', 'without', [UPLOAD, SEARCH, DOCUMENT]],
	])('%i to an upload: accepted (%s), %s a body', async (status, _mark, body, calls) => {
		const fault = changed(status, body === 'with');
		const { json } = await runsInto(fault, upload(), await itemWith(invoice));
		expect(json).toMatchObject([{ document_name: invoice.name }]);
		expect(linesOf(fixture)).toEqual(calls);
	});

	it.each([
		[202, '{"detail": "Accepted but not ready."}'],
		[202, ''],
		[204, ''],
	])('%i to a read: not ready, asked again (unknown), body: %s', async (status, body) => {
		const fault: Fault = { kind: 'response', status, body };
		const { json } = await runsInto(fault, wait, extractItem(fixture));
		expect(json).toMatchObject([{ status: 'FINISHED' }]);
		expect(linesOf(fixture)).toEqual([READ, READ]);
	});

	it.each([
		[202, 'The CSV file of "seeded.pdf" cannot be downloaded yet [item 0]'],
		[204, 'There is nothing to download for "seeded.pdf": Anesya has no CSV file [item 0]'],
	])('%i to an export: no file (unknown): %s', async (status, message) => {
		fixture.anesya.fault({ fault: { kind: 'delay', milliseconds: 0 } });
		const fault: Fault = { kind: 'response', status };
		const { error } = await runsInto(fault, download('csv'), extractItem(fixture));
		expect(error?.message).toBe(message);
	});

	it.each([200, 202, 204])('%i to a deletion: deleted (unknown)', async (status) => {
		const { json } = await runsInto(changed(status, false), remove, extractItem(fixture));
		expect(json).toMatchObject([{ deleted: true }]);
	});

	it.each([
		[400, 'documented', 'Anesya did not accept the request', 'Check the workflow and the file'],
		[401, 'documented', 'Anesya did not accept the token', 'The token is wrong or has expired'],
		[
			403,
			'documented',
			'Anesya refused the request, most likely because the credits are used up',
			'Check the credits',
		],
		[404, 'documented', 'Anesya does not know this ID', 'Check the ID'],
		[405, 'unknown', 'Anesya does not allow this request', 'Check the Base URL'],
		[413, 'unknown', 'The file is too large for Anesya', 'Make the file smaller'],
		[415, 'unknown', 'Anesya does not accept this type of file', 'Send a PDF, PNG or JPG file'],
		[418, 'unknown', 'Anesya refused the request', 'Check the workflow, the file and the values'],
	])('%i: final (%s), no call is made again: %s', async (status, _mark, text, step) => {
		const headers = { Location: '/elsewhere/' };
		const body = '{"detail": "No."}';
		const results = await eachMeeting({ kind: 'response', status, headers, body });
		expect(linesOf(fixture).sort()).toEqual([DELETE, READ, CREATE, UPLOAD]);
		for (const { error } of results) expect(error?.message).toContain(`${text} (HTTP ${status})`);
		const isAboutFile = [400, 413, 415, 418].includes(status);
		const cause = isAboutFile
			? ': "invoice.pdf"'
			: status === 404
				? `: workflow ${fixture.anesya.workflowId}`
				: '';
		expect(results[0].error?.message).toBe(`${text} (HTTP ${status})${cause} [item 0]`);
		expect(results[0].error?.description).toContain(`Anesya says: No. ${step}`);
	});

	it.each([302, 303, 307])(
		'%i: perhaps accepted (unknown), never followed: searched for, but not sent again',
		async (status) => {
			const headers = { Location: '/elsewhere/' };
			const results = await eachMeeting({ kind: 'response', status, headers });
			const created = linesOf(fixture).filter((line) => [UPLOAD, CREATE].includes(line));
			expect(created.sort()).toEqual([CREATE, UPLOAD]);
			expect(linesOf(fixture)).toEqual(expect.arrayContaining([SEARCH, SCHEMAS]));
			expect(linesOf(fixture).join()).not.toContain('elsewhere');
			for (const { error } of results)
				expect(error?.message).toContain(`Anesya answered with a redirect (HTTP ${status})`);
			expect(results[0].error?.description).toContain('Redirects are not followed');
		},
	);

	it.each([
		[429, 'not accepted (unknown)', []],
		[503, 'perhaps accepted (unknown): searched for', [...LAST, SCHEMAS]],
	])('%i: %s, sent again after Retry-After', async (status, _title, searches) => {
		const headers = { 'Retry-After': '1' };
		const results = await eachMeeting({ kind: 'response', status, headers });
		expect(results.map(({ error }) => error?.message)).toEqual(results.map(() => undefined));
		const twice = [DELETE, READ, CREATE, UPLOAD].flatMap((line) => [line, line]);
		expect(withoutDocuments(linesOf(fixture)).sort()).toEqual([...twice, ...searches].sort());
		const [first, again] = fixture.anesya.requests.filter(({ parts }) => parts.length > 0);
		expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
	});

	it.each([
		[429, 'Anesya is receiving too many requests'],
		[500, 'Anesya is not available at the moment'],
		[503, 'Anesya is not available at the moment'],
	])('%i with Retry-After above 2 minutes ends the run: %s', async (status, text) => {
		const fault: Fault = { kind: 'response', status, headers: { 'Retry-After': '121' } };
		const { error } = await runsInto(fault, get, extractItem(fixture));
		expect(error?.message).toBe(`${text} (HTTP ${status}) [item 0]`);
		expect(linesOf(fixture)).toEqual([READ]);
	});

	it.each<[string, Fault, string[]]>([
		['408', { kind: 'response', status: 408 }, SENT_TWICE],
		['500', { kind: 'response', status: 500 }, SENT_TWICE],
		['502', { kind: 'response', status: 502 }, SENT_TWICE],
		['No answer', { kind: 'lost-before-acceptance' }, SENT_TWICE],
		['No answer to what was done', { kind: 'lost-after-acceptance' }, [UPLOAD, SEARCH]],
	])('%s: perhaps accepted (unknown): searched for first', async (_title, fault, calls) => {
		const results = await eachMeeting(fault);
		for (const { error } of results) expect(error).toBeUndefined();
		const isDone = fault.kind === 'lost-after-acceptance';
		const creations = isDone ? [CREATE, SCHEMAS] : [CREATE, SCHEMAS, CREATE];
		const others = [READ, READ, ...creations, DELETE, DELETE];
		expect(withoutDocuments(linesOf(fixture)).sort()).toEqual([...calls, ...others].sort());
	});
});
