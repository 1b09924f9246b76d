import { readFileSync } from 'node:fs';
import type { FormData } from 'undici';

import { invoice } from '../documents';
import type { Emulator } from '.';
import { DEFAULT_CLASSIFIER_ID, DEFAULT_SCHEMA_ID, startEmulator, startStorage } from '.';
import { call, formWith } from './client';

const UNKNOWN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const pdf = { name: 'document', fileName: 'a.pdf', bytes: '%PDF-1.7' };

describe('The routes of the emulator keep the contract', () => {
	let anesya: Emulator;
	beforeEach(async () => (anesya = await startEmulator({ processingMs: 0 })));
	afterEach(async () => await anesya.close());

	it.each([
		['GET', '/extract/x/'],
		['POST', '/extract/'],
		['DELETE', '/extract/x/'],
		['GET', '/schema/'],
		['GET', '/schema/x/'],
		['POST', '/schema/'],
		['GET', '/document/x/'],
		['GET', '/images/x/'],
	] as const)('%s %s requires the token and a trailing slash', async (method, path) => {
		expect(await call(anesya, path, { method, authorization: null })).toMatchObject({
			status: 401,
		});
		expect(
			await call(anesya, path, { method, authorization: `Bearer ${anesya.token}` }),
		).toMatchObject({ status: 401, json: { code: 'token_not_valid' } });
		expect((await call(anesya, path.slice(0, -1), { method })).status).toBe(
			method === 'GET' ? 404 : 500,
		);
	});

	it('an unsupported method is a 405', async () => {
		expect(await call(anesya, `/schema/${DEFAULT_SCHEMA_ID}/`, { method: 'DELETE' })).toMatchObject(
			{ status: 405 },
		);
	});

	it.each([
		`/extract/${UNKNOWN}/`,
		`/schema/${UNKNOWN}/`,
		`/document/${UNKNOWN}/?type=extract`,
		`/images/${UNKNOWN}/`,
	])('%s is not found', async (path) => {
		expect(await call(anesya, path)).toMatchObject({
			status: 404,
			json: { detail: expect.stringMatching(/^No \w+ matches the given query\.$/) },
		});
	});

	describe('an upload without a workflow', () => {
		const send = async (fill: (form: FormData) => void = () => {}, query = '', part = pdf) => {
			const form = formWith([part]);
			fill(form);
			return await call(anesya, `/extract/${query}`, { method: 'POST', body: form });
		};
		const given = (fields: Record<string, string>) => (form: FormData) => {
			for (const [name, value] of Object.entries({ server: 'FR-1', ...fields }))
				form.append(name, value);
		};

		it('returns 201 and one extract', async () => {
			const fields = {
				server: 'EU-1',
				schema: DEFAULT_SCHEMA_ID,
				classifier: DEFAULT_CLASSIFIER_ID,
				metadata: '{"a": 1}',
			};
			expect(await send(given(fields), '?pdf_page_start=1&pdf_page_end=2')).toMatchObject({
				status: 201,
				json: { ...fields, metadata: { a: 1 }, workflow: null, document_name: 'a.pdf' },
			});
		});

		it.each([
			[() => {}, '', { server: ['This field is required.'] }],
			[given({ server: 'US-1' }), '', { server: ['"US-1" is not a valid choice.'] }],
			[given({ schema: 'x' }), '', { schema: ['“x” is not a valid UUID.'] }],
			[
				given({ schema: UNKNOWN }),
				'',
				{ schema: [`Invalid pk "${UNKNOWN}" - object does not exist.`] },
			],
			[
				given({ classifier: UNKNOWN }),
				'',
				{ classifier: [`Invalid pk "${UNKNOWN}" - object does not exist.`] },
			],
			[given({ metadata: '[1]' }), '', { metadata: ['Value must be valid JSON.'] }],
			[given({ workflow: UNKNOWN }), '', { workflow: ['Unexpected part.'] }],
			[given({}), '?pdf_page_start=0', { pdf_page_start: ['A valid integer is required.'] }],
			[
				given({}),
				'?pdf_page_start=3&pdf_page_end=2',
				{ pdf_page_end: ['It is before the first page.'] },
			],
		])('is rejected with the name of the invalid field: %#', async (fill, query, body) => {
			expect(await send(fill, query)).toMatchObject({ status: 400, json: body });
			expect(anesya.extracts.size).toBe(0);
		});

		it.each([
			[{ ...pdf, name: 'file' }, { document: ['No file was submitted.'] }],
			[{ ...pdf, name: 'extracts[0][document]' }, { document: ['No file was submitted.'] }],
			[{ ...pdf, fileName: 'a.txt' }, { document: [expect.stringContaining('is not allowed')] }],
			[{ ...pdf, bytes: '' }, { document: ['The submitted file is empty.'] }],
		])('is rejected without a valid document: %#', async (part, body) => {
			expect(await send(given({}), '', part)).toMatchObject({ status: 400, json: body });
		});

		it('accepts pages only for PDF files, requires credits, and rejects JSON', async () => {
			expect(await send(given({}), '?pdf_page_end=2', { ...pdf, fileName: 'a.png' })).toMatchObject(
				{ status: 400, json: { pdf_page_end: ['PDF only.'] } },
			);
			anesya.settings.credits = 2;
			expect(await send(given({}))).toMatchObject({ status: 403 });
			expect(
				await call(anesya, '/extract/', {
					method: 'POST',
					body: '{}',
					headers: { 'Content-Type': 'application/json' },
				}),
			).toMatchObject({ status: 415 });
		});
	});

	it.each([200, 202, 204] as const)(
		'a deletion returns %i, and 404 the second time',
		async (deleted) => {
			anesya.settings.deletionStatus = deleted;
			const path = `/extract/${anesya.seed().id}/`;
			expect((await call(anesya, path, { method: 'DELETE' })).status).toBe(deleted);
			expect((await call(anesya, path, { method: 'DELETE' })).status).toBe(404);
		},
	);

	describe('an export', () => {
		const exported = async (download: string, seed = {}) =>
			await call(
				anesya,
				`/extract/${anesya.seed({ documentName: 'a.pdf', ...seed }).id}/?download=${download}`,
			);

		it.each([
			['csv', 'text/csv; charset=utf-8'],
			['json', 'application/json'],
			['images', 'application/zip'],
		])('%s comes as %s', async (download, type) => {
			const { status, header } = await exported(download);
			expect([status, header('content-type'), header('content-disposition')]).toEqual([
				200,
				type,
				expect.stringContaining('attachment'),
			]);
		});

		it('must have a known format, and is not ready before the extract is', async () => {
			expect(await exported('xlsx')).toMatchObject({
				status: 400,
				json: { download: ['"xlsx" is not a valid choice.'] },
			});
			expect(await exported('csv', { processingMs: 60_000 })).toMatchObject({ status: 202 });
		});

		it.each([
			['204', 204],
			['200-empty', 200],
			['404', 404],
			['extract', 200],
		] as const)('is empty without a schema, sent as %s', async (nothing, status) => {
			anesya.settings.emptyExport = nothing;
			const uploadOptions = { server: 'FR-1', schema: null, classifier: null, metadata: null };
			expect((await exported('csv', { workflow: null, uploadOptions })).status).toBe(status);
		});
	});

	describe('a stored file', () => {
		const seeded = () => anesya.seed({ file: { path: invoice.path, type: 'application/pdf' } });

		it('is the uploaded one, and requires the parameter type', async () => {
			const { documentId } = seeded();
			expect(await call(anesya, `/document/${documentId}/`)).toMatchObject({ status: 400 });
			const { text, type } = await call(anesya, `/document/${documentId}/?type=extract`);
			expect([text, type]).toEqual([readFileSync(invoice.path, 'utf8'), 'application/pdf']);
		});

		it('can be behind a redirect within Anesya or to a storage host', async () => {
			const storage = await startStorage();
			Object.assign(anesya.settings, { storage, fileDelivery: 'same-host' });
			const path = `/document/${seeded().documentId}/?type=extract`;
			const sameHost = await call(anesya, path);
			expect([sameHost.status, sameHost.header('location')]).toEqual([302, `${path}&direct=1`]);
			expect((await call(anesya, String(sameHost.header('location')))).status).toBe(200);
			anesya.settings.fileDelivery = 'storage';
			const storageHost = await call(anesya, path);
			expect(storageHost.header('location')).toMatch(new RegExp(`^${storage.url}/.*signature=`));
			expect((await fetch(String(storageHost.header('location')))).status).toBe(200);
			expect((await fetch(`${storage.url}/other`)).status).toBe(403);
			await storage.close();
		});
	});

	describe('schemas', () => {
		const create = async (body: unknown) =>
			await call(anesya, '/schema/', {
				method: 'POST',
				body: JSON.stringify(body),
				headers: { 'Content-Type': 'application/json' },
			});
		const fields = {
			type: 'object',
			required: ['A'],
			properties: { A: { type: 'string', description: 'a' } },
		};

		it('are listed page by page and read one at a time', async () => {
			anesya.createSchema({
				name: 'Second',
				description: 'b',
				additional_informations: null,
				schema: null,
			});
			expect(await call(anesya, '/schema/?page=2&size=1')).toMatchObject({
				status: 200,
				json: {
					count: 2,
					next: null,
					previous: expect.stringContaining('page=1'),
					results: [{ name: 'Second' }],
				},
			});
			expect(await call(anesya, '/schema/?page=3&size=1')).toMatchObject({
				status: 404,
				json: { detail: 'Invalid page.' },
			});
			expect(await call(anesya, `/schema/${DEFAULT_SCHEMA_ID}/`)).toMatchObject({
				status: 200,
				json: { name: 'Invoice', schema: { type: 'object' } },
			});
		});

		it('are created with 201', async () => {
			const body = { name: 'A', description: 'b', schema: fields };
			expect(await create(body)).toMatchObject({
				status: 201,
				json: {
					...body,
					id: expect.stringMatching(/^[0-9a-f-]{36}$/),
					additional_informations: null,
				},
			});
		});

		it.each([
			[{ description: 'b' }, 'name'],
			[{ name: 'A', description: ' ' }, 'description'],
			[{ name: 'A', description: 'b', title: 'c' }, 'title'],
			[{ name: 'A', description: 'b', additional_informations: 7 }, 'additional_informations'],
			[{ name: 'A', description: 'b', schema: { type: 'array' } }, 'schema'],
			[{ name: 'A', description: 'b', schema: { ...fields, required: ['B'] } }, 'schema'],
			[
				{
					name: 'A',
					description: 'b',
					schema: { ...fields, properties: { A: { type: 'date', description: 'a' } } },
				},
				'schema',
			],
			[
				{
					name: 'A',
					description: 'b',
					schema: { ...fields, properties: { A: { type: 'string' } } },
				},
				'schema',
			],
		])('are rejected with the name of the invalid field: %j', async (body, field) => {
			const { status, json } = await create(body);
			expect([status, Object.keys(json ?? {})]).toEqual([400, [field]]);
		});

		it('are created only from JSON', async () => {
			expect(await call(anesya, '/schema/', { method: 'POST', body: 'name=A' })).toMatchObject({
				status: 415,
			});
		});
	});
});
