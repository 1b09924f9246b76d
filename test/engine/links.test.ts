import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import type { INodeParameters } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { invoice, receipt } from '../documents';
import { BAD_LINKS } from './badLinks';
import type { Fixture } from './fixture';
import { nodeWith, openFixture } from './fixture';
import { bytesOf } from './harness/files';
import { byId } from './items';

/** Only limits are smaller, and repeats come sooner. */
jest.mock('../../nodes/Anesya/transport/sizeLimits', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/sizeLimits'),
	LARGEST_LINKED_FILE: 1_000_000,
}));
jest.mock('../../nodes/Anesya/transport/retry', () => {
	const actual = jest.requireActual<typeof import('../../nodes/Anesya/transport/retry')>(
		'../../nodes/Anesya/transport/retry',
	);
	const soon: typeof actual.readRetryDelay = (...args) => actual.readRetryDelay(...args) && 10;
	return { ...actual, readRetryDelay: soon };
});

/** n8n's protection against requests to internal addresses came with 2.x. */
const hasSsrfProtection = !('sleepWithAbort' in n8nWorkflow);

const PDF = readFileSync(invoice.path);

describe.each(['filesystem', 'default'] as const)(
	'Documents by link, binary mode %s',
	(binaryMode) => {
		let fixture: Fixture;
		let server: Server;
		let address = '';
		const visits: Array<{ url: string; headers: IncomingHttpHeaders }> = [];
		let respond: RequestListener = (_request, response) => void response.end(PDF);

		beforeAll(async () => {
			fixture = await openFixture({ binaryMode });
			server = createServer((request, response) => {
				visits.push({ url: request.url ?? '', headers: request.headers });
				respond(request, response);
			});
			await once(server.listen(0, '127.0.0.1'), 'listening');
			const bound = server.address();
			if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
			address = `http://127.0.0.1:${bound.port}`;
		});
		beforeEach(() => {
			visits.length = 0;
			respond = (_request, response) => void response.end(PDF);
		});
		afterAll(async () => {
			server.closeAllConnections();
			server.close();
			await fixture.close();
		});

		const upload = (links: INodeParameters[string], more: INodeParameters = {}) => ({
			operation: 'upload',
			workflow: byId(fixture.anesya.workflowId),
			files: 'links',
			links,
			...more,
		});
		const lastUpload = () =>
			fixture.anesya.requests.filter(({ method }) => method === 'POST').at(-1)?.documents;

		it('are loaded without the token, uploaded, and kept on the output if that is asked for', async () => {
			const { items, error } = await fixture.run(
				upload('={{ $json.link }}', { options: { keepFiles: true } }),
				[{ json: { link: `${address}/files/Rechnung%201.pdf?signature=x` } }],
			);
			expect(error).toBeUndefined();
			expect(visits).toHaveLength(1);
			expect(JSON.stringify(visits)).not.toContain(fixture.anesya.token);
			expect(lastUpload()).toMatchObject([
				{ fileName: 'Rechnung 1.pdf', contentType: 'application/pdf', size: PDF.length },
			]);
			expect(items).toMatchObject([
				{
					json: { document_name: 'Rechnung 1.pdf' },
					binary: { data: { fileName: 'Rechnung 1.pdf', mimeType: 'application/pdf' } },
				},
			]);
			expect((await bytesOf(items[0]?.binary?.data)).equals(PDF)).toBe(true);
		});

		it('may be many for an item, as web addresses, data URLs and base64 text', async () => {
			const base64 = readFileSync(receipt.path).toString('base64');
			const links = [`${address}/a`, `data:application/pdf;name=b.pdf;base64,${base64}`, base64];
			const { json, error } = await fixture.run(upload('={{ $json.links }}'), [
				{ json: { links } },
			]);
			expect(error).toBeUndefined();
			expect(json.map(({ document_name }) => document_name)).toEqual([
				'a.pdf',
				'b.pdf',
				expect.stringMatching(/^data_2-[\da-f]{8}\.pdf$/),
			]);
		});

		it('are not sent to the server of the link before them', async () => {
			const base64 = readFileSync(receipt.path).toString('base64');
			const link = `${address}/a.pdf?v=1`;
			const { json, error } = await fixture.run(upload('={{ $json.links }}'), [
				{ json: { links: `${link}\n${base64}` } },
			]);
			expect(error).toBeUndefined();
			expect(json).toHaveLength(2);
			expect(visits.map(({ url }) => url)).toEqual(['/a.pdf?v=1']);

			const before = fixture.anesya.requests.length;
			for (const next of ['\nThanks', `,${link}`, ` ${base64}`]) {
				const result = await fixture.run(upload('={{ $json.links }}'), [
					{ json: { links: link + next } },
				]);
				expect(result.error?.message).toContain("(field 'Links')");
			}
			expect([visits.length, fixture.anesya.requests.length - before]).toEqual([1, 0]);
		});

		it('are loaded and paid for once, although several items have the same one', async () => {
			const before = fixture.anesya.extracts.size;
			const { json, items, error } = await fixture.run(
				upload('={{ $json.link }}', { options: { keepFiles: true } }),
				[1, 2, 3].map((line) => ({ json: { line, link: `${address}/a.pdf` } })),
			);
			expect(error).toBeUndefined();
			expect([visits.length, fixture.anesya.extracts.size - before]).toEqual([1, 1]);
			expect(json.map(({ document_name }) => document_name)).toEqual(Array(3).fill('a.pdf'));
			expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(Array(3).fill('a.pdf'));
		});

		it.each([
			['a data URL', `data:application/pdf;name=a.pdf;base64,${PDF.toString('base64')}`],
			['base64 text', PDF.toString('base64')],
			['an object with a name', { name: 'b.pdf', data: PDF.toString('base64') }],
		])('are stored and paid for once, although %s is there several times', async (_case, link) => {
			const before = fixture.anesya.extracts.size;
			const { json, items, error } = await fixture.run(
				upload('={{ $json.links }}', { options: { keepFiles: true } }),
				[[link, link], [link], [link]].map((links) => ({ json: { links } })),
			);
			expect(error).toBeUndefined();
			expect(fixture.anesya.extracts.size - before).toBe(1);
			expect(json).toHaveLength(3);
			const stored = new Set(items.map(({ binary }) => binary?.data?.id));
			expect(stored.size).toBe(1);
		});

		it('are two documents if their names differ, though their content does not', async () => {
			const before = fixture.anesya.extracts.size;
			const data = PDF.toString('base64');
			await fixture.run(upload('={{ $json.links }}'), [
				{
					json: {
						links: [
							{ name: 'a.pdf', data },
							{ name: 'b.pdf', data },
						],
					},
				},
			]);
			expect(fixture.anesya.extracts.size - before).toBe(2);
		});

		it('are found behind redirects, and called as the server says', async () => {
			respond = ({ url }, response) => {
				if (url === '/start') {
					response.setHeader('Location', Buffer.from('/für').toString('latin1'));
					response.writeHead(302).end();
				} else if (url === '/f%C3%BCr') response.writeHead(302, { Location: '/next' }).end();
				else if (url === '/next') response.writeHead(307, { Location: `${address}/end` }).end();
				else
					response
						.writeHead(200, {
							'Content-Type': 'application/octet-stream',
							'Content-Disposition': "attachment; filename*=UTF-8''%C3%A9t%C3%A9",
						})
						.end(PDF);
			};
			const { error } = await fixture.run(upload(`${address}/start`), [{ json: {} }]);
			expect(error).toBeUndefined();
			expect(lastUpload()).toMatchObject([{ fileName: 'été.pdf' }]);
		});

		it.each(BAD_LINKS)(
			'say what is wrong, at no cost, if the link gives %s',
			async (_case, listener, message, step) => {
				respond = listener;
				const before = fixture.anesya.requests.length;
				const { error } = await fixture.run(upload(`${address}/secret.pdf?signature=abc`), [
					{ json: {} },
				]);
				expect(error?.message).toContain(message);
				expect(error?.message).toMatch(/^(?!.*http:.*http:)/);
				expect(error?.description).toContain(step);
				expect(`${error?.message} ${error?.description}`).not.toContain('signature');
				expect(error?.description).toMatch(/^(?!.*Nothing was sent.*Nothing was sent)/);
				expect(fixture.anesya.requests).toHaveLength(before);
			},
		);

		it('take the error output if they give no document, and the others are uploaded', async () => {
			respond = ({ url }, response) => {
				if (url?.startsWith('/gone')) response.writeHead(404).end();
				else if (url !== '/login') response.end(PDF);
				else response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>');
			};
			const links = ['/a.pdf', '/gone?token=x', '/login', '/b.pdf'].map((path) => address + path);
			const item = { json: { links } };
			const { json, failed } = await fixture.run(upload('={{ $json.links }}'), [item], {
				onError: 'continueErrorOutput',
			});
			expect(json).toMatchObject([{ document_name: 'a.pdf' }, { document_name: 'b.pdf' }]);
			expect(failed.map((one) => one.json)).toEqual([
				{
					links,
					error: {
						message: `There is no file at the link (HTTP 404): ${address}/gone`,
						description:
							'Check the link. It may have expired. The other documents of the item were processed.',
					},
				},
				{
					links,
					error: {
						message: `"login.html" at ${address}/login is a web page (HTML), and was not uploaded`,
						description: expect.stringContaining('The link may ask for a login'),
						document_name: 'login.html',
					},
				},
			]);
		});

		it.each(['/gone', '/login'])(
			'all wait if one gives no document and there is no error output: %s',
			async (path) => {
				respond = ({ url }, response) => {
					if (url === '/gone') response.writeHead(404).end();
					else response.end(url === '/login' ? '<!DOCTYPE html><title>Sign in</title>' : PDF);
				};
				const before = fixture.anesya.requests.length;
				const { error } = await fixture.run(upload(`${address}/a.pdf\n${address}${path}`), [
					{ json: {} },
				]);
				expect(error).toBeDefined();
				expect(fixture.anesya.requests).toHaveLength(before);
			},
		);

		it('are files like any other on the output, as base64 text too', async () => {
			const { items } = await fixture.run(
				upload(PDF.toString('base64'), { options: { keepFiles: true } }),
				[{ json: {} }],
			);
			expect(items).toMatchObject([
				{ binary: { data: { fileExtension: 'pdf', mimeType: 'application/pdf' } } },
			]);
		});

		it('survive a server that is not there for a moment, and one that breaks off', async () => {
			const failures: RequestListener[] = [
				(_request, response) => void response.writeHead(503).end(),
				(_request, response) => {
					response.writeHead(200, { 'Content-Length': PDF.length }).write(PDF.subarray(0, 100));
					setTimeout(() => response.destroy(), 50);
				},
			];
			respond = (request, response) =>
				(failures.shift() ?? ((_request, to) => void to.end(PDF)))(request, response);
			const { error } = await fixture.run(upload(`${address}/a.pdf`), [{ json: {} }]);
			expect(error).toBeUndefined();
			expect(visits).toHaveLength(3);
			expect(lastUpload()).toMatchObject([{ size: PDF.length }]);
		});

		it('must be whole: a part of a file is refused', async () => {
			const headers = { 'Content-Range': `bytes 0-99/${PDF.length}` };
			respond = (_request, response) =>
				void response.writeHead(206, headers).end(PDF.subarray(0, 100));
			const { error } = await fixture.run(upload(`${address}/a.pdf`), [{ json: {} }]);
			expect(error?.message).toContain('sent only a part of the file (HTTP 206)');
		});

		it('are asked for as they are: a compressed file that breaks off would pass as whole', async () => {
			respond = ({ headers }, response) => {
				if (!String(headers['accept-encoding']).includes('gzip')) return void response.end(PDF);
				const compressed = gzipSync(PDF);
				response.setHeader('Content-Encoding', 'gzip');
				response.end(compressed.subarray(0, compressed.length / 2));
			};
			const { error } = await fixture.run(upload(`${address}/whole.pdf`), [{ json: {} }]);
			expect(error).toBeUndefined();
			expect(lastUpload()).toMatchObject([{ size: PDF.length }]);
		});

		it('are not uploaded again when n8n repeats the node, although they are loaded again', async () => {
			fixture.anesya.fault({ documentName: /bad/, fault: { kind: 'response', status: 413 } });
			const before = fixture.anesya.extracts.size;
			const run = fixture.engine.start(
				{
					nodes: [
						{
							...nodeWith(upload(`${address}/good.pdf\n${address}/bad.pdf`)),
							retryOnFail: true,
							maxTries: 2,
							waitBetweenTries: 0,
						},
					],
					connections: {},
				},
				[{ json: {} }],
			);
			await run.finished;
			expect(fixture.anesya.extracts.size - before).toBe(2);
		});

		it('must not be empty, unless items without a document are left out', async () => {
			const { error } = await fixture.run(upload('={{ $json.link }}'), [{ json: {} }]);
			expect(error?.message).toBe("The field 'Links' is empty [item 0]");
			const options = { whenNoDocument: 'leaveOutIfNoFiles' };
			const { items, hints } = await fixture.run(upload('={{ $json.link }}', { options }), [
				{ json: {} },
			]);
			expect(items).toEqual([]);
			expect(hints.join()).toContain('left out: 0');
		});

		it("are refused where n8n's own protection forbids the address", async () => {
			if (!hasSsrfProtection) return;
			const config = Container.get(SsrfProtectionConfig);
			const before = config.enabled;
			config.enabled = true;
			try {
				const { error } = await fixture.run(upload(`${address}/a.pdf`), [{ json: {} }]);
				expect(error?.message).toContain('The server of the link could not be reached');
				expect(error?.description).toContain("n8n's SSRF protection");
			} finally {
				config.enabled = before;
			}
			expect(visits).toEqual([]);
		});

		it('name the server that they redirect to, if that one cannot be reached', async () => {
			respond = (_request, response) =>
				void response.writeHead(302, { Location: 'http://127.0.0.1:1/a.pdf?signature=x' }).end();
			const { error } = await fixture.run(upload(`${address}/start`), [{ json: {} }]);
			expect(error?.message).toContain(
				`The server that the link redirects to could not be reached: ${address}/start`,
			);
			expect(error?.description).toMatch(
				/It leads to http:\/\/127\.0\.0\.1:1\/a\.pdf\. No connection could be made \(ECONNREFUSED\)\. Check the link\. /,
			);
		});

		it("name the server that they redirect to, if n8n's own protection forbids it", async () => {
			if (!hasSsrfProtection) return;
			const config = Container.get(SsrfProtectionConfig);
			const before = config.enabled;
			respond = (_request, response) => {
				config.enabled = true;
				response.writeHead(302, { Location: 'http://127.0.0.2:1/a.pdf' }).end();
			};
			const { error } = await fixture
				.run(upload(`${address}/start`), [{ json: {} }])
				.finally(() => (config.enabled = before));
			expect(error?.message).toContain('The server that the link redirects to');
			expect(error?.description).toContain(
				"It leads to http://127.0.0.2:1/a.pdf. n8n's own protection does not allow a connection to this address. Ask",
			);
		});
	},
);
