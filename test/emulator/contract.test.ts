import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { facture, invoice } from '../documents';
import type { Emulator } from '.';
import { startEmulator } from '.';
import { call, formWith, partFor, upload, uploadPath } from './client';

const OTHER_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const pdf = { fileName: 'a.pdf', bytes: '%PDF-1.7' };

describe('The emulator keeps the contract', () => {
	let anesya: Emulator;
	beforeAll(async () => (anesya = await startEmulator()));
	afterAll(async () => await anesya.close());

	describe('an upload', () => {
		it('returns 201 and a list of the created extracts, each with all documented fields', async () => {
			const { status, json } = await upload(anesya, [pdf]);
			expect(status).toBe(201);
			expect(json).toEqual([
				{
					id: expect.stringMatching(/^[0-9a-f-]{36}$/),
					document_name: 'a.pdf',
					document_url: expect.stringMatching(/^\/document\/[0-9a-f-]{36}\/\?type=extract$/),
					content_images: [],
					server: 'FR-1',
					content: null,
					extracted_data: null,
					schema: expect.stringMatching(/^[0-9a-f-]{36}$/),
					classifier: null,
					classifier_result: null,
					workflow: anesya.workflowId,
					workflow_session_id: expect.any(Number),
					status: 'CREATED',
					extraction_step: 'OCR',
					extraction_time: null,
					credit_used: null,
					metadata: null,
					created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
				},
			]);
		});

		it('accepts several files in a request, and keeps their names and bytes', async () => {
			const parts = await Promise.all([invoice, facture].map(partFor));
			const { json } = await upload(anesya, parts);
			expect(json).toMatchObject([
				{ document_name: invoice.name },
				{ document_name: facture.name },
			]);
			const received = anesya.requests.at(-1)?.documents ?? [];
			const bytes = await Promise.all(
				[invoice, facture].map(async ({ path }) => await readFile(path)),
			);
			expect(received).toEqual(
				bytes.map((content, index) => ({
					partName: `extracts[${index}][document]`,
					fileName: [invoice, facture][index]?.name,
					contentType: 'application/pdf',
					size: content.length,
					sha256: createHash('sha256').update(content).digest('hex'),
				})),
			);
		});

		it.each([
			[
				'another part name',
				[{ ...pdf, name: 'document' }],
				{ extracts: [{ document: ['Unexpected part "document".'] }] },
			],
			[
				'the part name of a single document',
				[{ ...pdf, name: 'extracts[document]' }],
				{ extracts: [{ document: [expect.any(String)] }] },
			],
			[
				'an unsupported extension',
				[pdf, { ...pdf, fileName: 'a.txt' }],
				{ extracts: [{}, { document: [expect.stringContaining('“txt” is not allowed')] }] },
			],
			[
				'no extension',
				[{ ...pdf, fileName: 'a' }],
				{ extracts: [{ document: [expect.stringContaining('is not allowed')] }] },
			],
			[
				'an empty file',
				[{ ...pdf, bytes: '' }],
				{ extracts: [{ document: ['The submitted file is empty.'] }] },
			],
			['no file at all', [], { extracts: ['This field is required.'] }],
		])('with %s is a 400 that names the place, and creates nothing', async (_case, parts, body) => {
			const before = anesya.extracts.size;
			expect(await upload(anesya, parts)).toMatchObject({ status: 400, json: body });
			expect(anesya.extracts.size).toBe(before);
		});

		it('into a workflow that does not exist is a 404', async () => {
			const response = await call(anesya, uploadPath(OTHER_ID), {
				method: 'POST',
				body: formWith([pdf]),
			});
			expect(response).toMatchObject({
				status: 404,
				json: { detail: 'No Workflow matches the given query.' },
			});
		});

		it('that is not a form is a 415', async () => {
			const headers = { 'Content-Type': 'application/json' };
			expect(
				await call(anesya, uploadPath(anesya.workflowId), { method: 'POST', body: '{}', headers }),
			).toMatchObject({ status: 415 });
		});
	});

	describe('a path without its trailing slash', () => {
		it('returns HTML instead of JSON', async () => {
			const path = uploadPath(anesya.workflowId).slice(0, -1);
			expect(await call(anesya, path, { method: 'POST', body: formWith([pdf]) })).toMatchObject({
				status: 500,
				type: expect.stringContaining('text/html'),
			});
			expect(await call(anesya, '/extract')).toMatchObject({
				status: 404,
				type: expect.stringContaining('text/html'),
			});
			expect(await call(anesya, '/extract?page=1')).toMatchObject({ status: 404 });
		});
	});

	describe('a token', () => {
		it.each([['Bearer emulator-token'], ['Token emulator-token'], ['emulator-token2']])(
			'other than the raw one is a 401 with the documented body: %s',
			async (authorization) => {
				const unauthorized = {
					status: 401,
					json: {
						detail: 'Given token not valid for any token type',
						code: 'token_not_valid',
						messages: [
							{ token_class: 'AccessToken', token_type: 'access', message: 'Token is expired' },
						],
					},
				};
				expect(await call(anesya, '/extract/', { authorization })).toMatchObject(unauthorized);
				expect(await upload(anesya, [pdf], { authorization })).toMatchObject(unauthorized);
			},
		);

		it('that is missing is a 401 without a code', async () => {
			const { status, json } = await call(anesya, '/extract/', { authorization: null });
			expect([status, json]).toEqual([
				401,
				{ detail: 'Authentication credentials were not provided.' },
			]);
		});

		it('is not recorded, only whether it was valid', async () => {
			await call(anesya, '/extract/', { authorization: 'a-secret' });
			expect(anesya.requests.at(-1)).toMatchObject({ tokenValid: false, hasAuthorization: true });
			expect(JSON.stringify(anesya.requests)).not.toContain('a-secret');
		});
	});

	it('an extract that does not exist is a 404 with the documented text', async () => {
		expect(await call(anesya, `/extract/${OTHER_ID}/`)).toMatchObject({
			status: 404,
			json: { detail: 'No Extract matches the given query.' },
		});
	});

	it('a method that a path does not support is a 405, and an unknown path returns HTML', async () => {
		expect(await call(anesya, '/extract/', { method: 'DELETE' })).toMatchObject({
			status: 405,
			json: { detail: 'Method "DELETE" not allowed.' },
		});
		expect(await call(anesya, '/nothing/')).toMatchObject({
			status: 404,
			type: expect.stringContaining('text/html'),
		});
	});
});

describe('Credits', () => {
	it('decrease by 3 for each extract; an upload that needs more is a 403 and creates nothing', async () => {
		const anesya = await startEmulator({ credits: 8 });
		expect(await upload(anesya, [pdf])).toMatchObject({ status: 201 });
		expect(await upload(anesya, [pdf, pdf])).toMatchObject({
			status: 403,
			json: { detail: 'Insufficient credits.' },
		});
		expect(await upload(anesya, [pdf])).toMatchObject({ status: 201 });
		expect(await upload(anesya, [pdf])).toMatchObject({ status: 403 });
		expect(anesya.extracts.size).toBe(2);
		await anesya.close();
	});
});
