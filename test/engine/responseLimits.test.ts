import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWithBytes } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/timeLimits', () => ({
	TIME_LIMIT: { GET: 400, DELETE: 400, POST: 800 },
	TIME_LIMIT_FILE: 600,
	RECOVERY_TIME_LIMIT: 3_000,
	SLOWEST_UPLOAD: Infinity,
}));
jest.mock('../../nodes/Anesya/transport/sizeLimits', () => ({
	SIZE_LIMIT: { GET: 5_000_000, POST: 1_000_000 },
	SLOWEST_RESPONSE: 125,
	LARGEST_FILE: 5_000_000,
	SLOWEST_DOWNLOAD: 12.5,
}));
jest.mock('../../nodes/Anesya/transport/outageLimits', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/outageLimits'),
	PROBE_TIME_LIMIT: 400,
	PATIENCE: 1_500,
	FIRST_TRIAL_DELAY: 100,
	LONGEST_TRIAL_DELAY: 400,
}));
jest.mock('../../nodes/Anesya/transport/retry', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/retry'),
	readRetryDelay: () => undefined,
}));

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

type Endless = (response: ServerResponse) => void;

/** A byte every 50 milliseconds, for ever. */
const dripping: Endless = (response) => {
	response.write('{"id":"');
	const timer = setInterval(() => response.write('x'), 50);
	response.on('close', () => clearInterval(timer));
};

/** As fast as the connection takes it, for ever. */
const flooding: Endless = (response) => {
	const chunk = Buffer.alloc(65_536, ' ');
	const pump = () => {
		while (!response.destroyed && response.write(chunk));
	};
	response.on('drain', pump);
	pump();
};

/** The head itself never ends. */
const drippingHead: Endless = ({ socket }) => {
	socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
	const timer = setInterval(() => socket?.write('x'), 50);
	socket?.on('close', () => clearInterval(timer));
};

/** The first extract of a list, and no more. */
const breakingOff: Endless = (response) => {
	response.write(`[{"id":"${ID}","status":"CREATED","docu`);
	setTimeout(() => response.socket?.destroy(), 50);
};

const LOST = 'The connection to Anesya was lost';

describe.each([
	['a byte now and then', dripping, LOST],
	['a part of a response', breakingOff, LOST],
	['more and more bytes', flooding, 'does not understand: a shorter response was expected'],
	['a head that never ends', drippingHead, LOST],
] as const)('A server that answers with %s', (_name, respond, message) => {
	let fixture: Fixture;
	let server: Server;
	let requests: string[] = [];
	beforeAll(async () => {
		server = createServer((request, response) => {
			requests.push(String(request.method));
			request.resume().on('end', () => {
				if (respond !== drippingHead)
					response.writeHead(200, { 'Content-Type': 'application/json' });
				respond(response);
			});
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const baseUrl = `http://127.0.0.1:${Object(server.address()).port}`;
		fixture = await openFixture({ credential: { baseUrl } });
	});
	beforeEach(() => (requests = []));
	afterAll(async () => {
		server.closeAllConnections();
		server.close();
		await fixture.close();
	});

	async function timed<Result>(run: Promise<Result>): Promise<Result & { took: number }> {
		const began = performance.now();
		const result = await run;
		return { ...result, took: performance.now() - began };
	}

	it('does not hold up a status check', async () => {
		const { error, took } = await timed(
			fixture.run({ operation: 'wait', extractId: ID, options: { timeout: 0.01 } }, [{ json: {} }]),
		);
		expect(error?.description).toContain(ID);
		expect(took).toBeLessThan(8_000);
	});

	it('does not hold up a list', async () => {
		const { error, took } = await timed(
			fixture.run({ operation: 'getMany', limit: 1 }, [{ json: {} }]),
		);
		expect(error).toBeDefined();
		expect(took).toBeLessThan(5_000);
	});

	it('does not hold up an upload, which Anesya may have accepted', async () => {
		const item = await itemWithBytes('%PDF', 'a.pdf', 'application/pdf');
		const { error, took } = await timed(
			fixture.run({ operation: 'upload', workflow: byId(ID) }, [item]),
		);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Anesya may still have accepted "a.pdf"');
		if (respond === breakingOff)
			expect(error?.description).toContain(`These extracts could be it: ${ID}`);
		expect(requests.filter((method) => method === 'POST')).toHaveLength(1);
		expect(took).toBeLessThan(6_000);
	});
});
