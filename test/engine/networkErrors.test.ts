import { spawn } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import * as n8nWorkflow from 'n8n-workflow';

import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWithBytes } from './items';

/** Only delays and time limits are shortened, and nothing is sent twice. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/timeLimits', () => ({
	TIME_LIMIT: { GET: 400, DELETE: 400, POST: 1_000 },
	TIME_LIMIT_FILE: 600,
	RECOVERY_TIME_LIMIT: 30_000,
	SLOWEST_UPLOAD: Infinity,
}));
jest.mock('../../nodes/Anesya/transport/retry', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/retry'),
	writeRetryDelay: () => undefined,
	readRetryDelay: () => undefined,
}));

jest.mock('../../nodes/Anesya/transport/outageLimits', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/outageLimits'),
	PROBE_TIME_LIMIT: 400,
}));

/** n8n's protection against requests to internal addresses came with 2.x. */
const hasSsrfProtection = !('sleepWithAbort' in n8nWorkflow);

/** More than the buffers of a connection take. */
const LARGE = Buffer.alloc(8_000_000, '%PDF-1.7\n');

describe('Where nothing can have been sent, the text says so, and why', () => {
	let fixture: Fixture | undefined;
	const servers: Server[] = [];
	const stops: Array<() => void> = [];
	afterEach(async () => {
		stops.splice(0).forEach((stop) => stop());
		delete process.env.HTTPS_PROXY;
		servers.splice(0).forEach((server) => server.close());
		await fixture?.close();
	});

	async function uploadTo(
		baseUrl?: string,
		{ bytes, neverReached }: { bytes?: Buffer; neverReached?: boolean } = {},
	): Promise<string> {
		const options = baseUrl === undefined ? {} : { credential: { baseUrl } };
		fixture = await openFixture({ ...options, neverReached });
		return await textOfUpload(fixture, bytes);
	}

	async function textOfUpload(
		{ anesya, run }: Fixture,
		bytes: Buffer = Buffer.from('%PDF'),
	): Promise<string> {
		const item = await itemWithBytes(bytes, 'invoice.pdf', 'application/pdf');
		const { error } = await run({ operation: 'upload', workflow: byId(anesya.workflowId) }, [item]);
		expect(error?.description).not.toMatch(/may still have|may have/);
		return `${error?.message} ${error?.description}`;
	}

	/** A server that does something with each connection. @returns its host and port */
	async function serve(handle: (socket: Socket) => void): Promise<string> {
		const server = createServer((socket) => handle(socket.on('error', () => {})));
		servers.push(server);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		return `127.0.0.1:${Object(server.address()).port}`;
	}
	const onFirstBytes = (handle: (socket: Socket) => void) => (socket: Socket) =>
		void socket.once('data', () => handle(socket));

	/** A proxy that responds to CONNECT with this status. */
	const refusing = (status: string) =>
		onFirstBytes((socket) =>
			socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nNo`),
		);

	/** Gives a name two addresses. @returns undoes it */
	function nameTwoAddresses(name: string): () => void {
		const { lookup } = dns;
		const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
		const fake = (
			host: string,
			options: dns.LookupOptions,
			callback: (...found: unknown[]) => void,
		) => (host === name ? callback(null, addresses) : lookup(host, options, callback));
		Object.assign(dns, { lookup: fake });
		return () => void Object.assign(dns, { lookup });
	}

	it('nobody listens', async () => {
		expect(await uploadTo('http://127.0.0.1:1')).toContain(
			'Nothing was sent. No connection could be made (ECONNREFUSED).',
		);
	});

	it('none of several addresses can be connected to', async () => {
		fixture = await openFixture({ credential: { baseUrl: 'https://two.test:1' } });
		const undo = nameTwoAddresses('two.test');
		expect(await textOfUpload(fixture)).toContain('No connection could be made');
		undo();
	});

	it('the name is unknown', async () => {
		expect(await uploadTo('https://nowhere.invalid')).toContain(
			'The name of the server was not found',
		);
	});

	it('the server does not speak TLS', async () => {
		const server = await serve(
			onFirstBytes((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
		);
		expect(await uploadTo(`https://${server}`)).toContain('does not speak https://');
	});

	it('the connection is cut before it is encrypted', async () => {
		const server = await serve(onFirstBytes((socket) => socket.destroy()));
		expect(await uploadTo(`https://${server}`)).toContain('cut before it was encrypted');
	});

	it('the proxy cuts the connection before it is a tunnel', async () => {
		process.env.HTTPS_PROXY = `http://${await serve((socket) => void socket.destroy())}`;
		expect(await uploadTo('https://api.anesya.app')).toContain('The proxy cut the connection');
	});

	it('the proxy wants a login', async () => {
		process.env.HTTPS_PROXY = `http://${await serve(refusing('407 Proxy Authentication Required'))}`;
		expect(await uploadTo('https://api.anesya.app')).toContain('asks for a login (HTTP 407)');
	});

	it('the proxy refuses', async () => {
		process.env.HTTPS_PROXY = `http://${await serve(refusing('403 Forbidden'))}`;
		const text = await uploadTo('https://api.anesya.app');
		expect(text).toContain('possibly not by Anesya but by a proxy');
		expect(text).not.toContain('most likely because the credits');
	});

	// n8n 1.12x has no such protection.
	if (hasSsrfProtection)
		it("n8n's SSRF protection forbids the address", async () => {
			const config = Container.get(SsrfProtectionConfig);
			config.enabled = true;
			const text = await uploadTo().finally(() => (config.enabled = false));
			expect(text).toContain('N8N_SSRF_ALLOWED_IP_RANGES');
		});

	/** An address whose packets a firewall swallows. @returns its Base URL */
	async function swallower(): Promise<string> {
		const child = spawn(process.execPath, ['-e', SWALLOW]);
		const [port] = await once(child.stdout, 'data');
		const sockets = Array.from({ length: 8 }, () =>
			connect(Number(port), '127.0.0.1').on('error', () => {}),
		);
		stops.push(() => {
			sockets.forEach((socket) => socket.destroy());
			child.kill();
		});
		await new Promise((resolve) => setTimeout(resolve, 300));
		return `http://127.0.0.1:${Number(port)}`;
	}

	it('a firewall swallows all packets, and this process has never reached Anesya', async () => {
		const text = await uploadTo(await swallower(), { neverReached: true });
		expect(text).toContain('Anesya could not be reached');
		expect(text).toContain('No document was sent.');
	});

	it('something cuts each connection, and this process has never reached Anesya', async () => {
		let connections = 0;
		const server = await serve(
			onFirstBytes((socket) => {
				connections += 1;
				socket.resetAndDestroy();
			}),
		);
		const text = await uploadTo(`http://${server}`, { neverReached: true });
		expect(text).toContain('No document was sent.');
		expect(connections).toBe(1);
	});

	it('the token is refused, and this process has never reached Anesya', async () => {
		fixture = await openFixture({ credential: { token: 'expired' }, neverReached: true });
		expect(await textOfUpload(fixture)).toContain('did not accept the token (HTTP 401)');
		expect(fixture.anesya.requests.map(({ method }) => method)).toEqual(['GET']);
	});

	it('a firewall swallows all packets, and the file is larger than what waits to be sent', async () => {
		const text = await uploadTo(await swallower(), { bytes: LARGE });
		expect(text).toContain('The file was not sent completely, so Anesya does not have it.');
	});

	it('the connection breaks in the middle of the file', async () => {
		const server = await serve(onFirstBytes((socket) => socket.resetAndDestroy()));
		const text = await uploadTo(`http://${server}`, { bytes: LARGE });
		expect(text).toContain('Anesya does not have it');
	});
});

/** Never accepts a connection. Once a few wait, the system drops the packets of all others. */
const SWALLOW = `
	const server = require('node:net').createServer();
	server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
		console.log(server.address().port);
		setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
	});
`;
