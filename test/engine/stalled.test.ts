import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';

import { invoice } from '../documents';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith, itemWithBytes } from './items';

/** Only delays and time limits are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/timeLimits', () => ({
	TIME_LIMIT: { GET: 400, DELETE: 400, POST: 1_000 },
	TIME_LIMIT_FILE: 600,
	RECOVERY_TIME_LIMIT: 30_000,
	SLOWEST_UPLOAD: Infinity,
}));

describe('When Anesya falls silent', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const upload = () => ({ operation: 'upload', workflow: byId(fixture.anesya.workflowId) });
	const uploads = () => fixture.anesya.requests.filter(({ method }) => method === 'POST');

	it('after it has read an upload, the request is ended, searched for, and sent again', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'hang' } });
		const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ document_name: invoice.name }]);
		expect(uploads()).toMatchObject([{ aborted: true }, { status: 201 }]);
		expect(fixture.anesya.extracts.size).toBe(1);
	});

	it('before it has read an upload, which then stalls, the same happens', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'hang' } });
		// More than the buffers of a connection take.
		const { json, error } = await fixture.run(upload(), [
			await itemWithBytes(Buffer.alloc(8_000_000, '%PDF-1.7\n'), 'large.pdf', 'application/pdf'),
		]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ document_name: 'large.pdf' }]);
		expect(uploads().at(-1)).toMatchObject({ status: 201 });
		expect(fixture.anesya.extracts.size).toBe(1);
	});

	it('after it has accepted an upload, its extract is found', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'hang-after-acceptance' } });
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ id: [...fixture.anesya.extracts.keys()][0] }]);
		expect(uploads()).toMatchObject([{ aborted: true }]);
	});

	it('during a status check, the waiting goes on', async () => {
		const { id } = fixture.anesya.seed({ data: { Total: 1 } });
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'hang' } });
		const { json } = await fixture.run(
			{ operation: 'wait', extractId: id, options: { interval: 1 } },
			[{ json: {} }],
		);
		expect(json).toEqual([{ Total: 1 }]);
	});

	it('for good, the error says where the document is', async () => {
		const { id } = fixture.anesya.seed();
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'hang' }, times: 9 });
		const { error } = await fixture.run(
			{ operation: 'wait', extractId: id, options: { timeout: 0.02 } },
			[{ json: {} }],
		);
		expect(error?.message).toContain('The connection to Anesya was lost');
		expect(error?.description).toContain(
			`collect it with Wait for Extraction and the Extract ID ${id}`,
		);
	});
});

describe('When a server falls silent in the middle of a response that is not a file', () => {
	let fixture: Fixture;
	let storage: Server;
	let address = '';

	/** The response to each path; no body is ever complete. */
	const heads: Record<string, [number, Record<string, string>]> = {
		'/moved': [302, { Location: '/file' }],
		'/gone': [404, {}],
		'/page': [200, { 'Content-Type': 'text/html' }],
	};

	beforeAll(async () => {
		fixture = await openFixture();
		storage = createServer(({ url = '' }, response) => {
			const head = heads[url];
			if (head === undefined)
				return void response.writeHead(200, { 'Content-Type': 'application/pdf' }).end('the file');
			response
				.writeHead(head[0], { ...head[1], 'Content-Length': '1000' })
				.write('{"detail": "Half');
		});
		await once(storage.listen(0, '127.0.0.1'), 'listening');
		const bound = storage.address();
		if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
		address = `http://127.0.0.1:${bound.port}`;
	});
	afterAll(async () => {
		storage.closeAllConnections();
		storage.close();
		await fixture.close();
	});

	const download = async (path: string) => {
		const extract = fixture.anesya.seed({ documentName: 'a.pdf' });
		extract.documentUrl = `${address}${path}`;
		const began = performance.now();
		const result = await fixture.run(
			{ operation: 'download', extractId: extract.id, download: 'document' },
			[{ json: {} }],
		);
		return { ...result, took: performance.now() - began };
	};

	it('a redirect is followed at once', async () => {
		const { items, error, took } = await download('/moved');
		expect(error).toBeUndefined();
		expect(items[0]?.binary?.data).toMatchObject({ fileName: 'a.pdf', fileSize: '8 B' });
		expect(took).toBeLessThan(1_800);
	}, 10_000);

	it('a refusal is reported within seconds', async () => {
		const { error, took } = await download('/gone');
		expect(error?.message).toContain('did not return the file (HTTP 404)');
		expect(took).toBeLessThan(4_000);
	}, 10_000);

	it('a web page is dropped at once', async () => {
		const { error, took } = await download('/page');
		expect(error?.message).toContain('a file instead of text/html was expected');
		expect(took).toBeLessThan(1_800);
	}, 10_000);
});
