import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';

import { invoice } from '../documents';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith } from './items';

/** Only the delays between the searches for a lost upload are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));

const STATUSES = [301, 302, 303, 307, 308];

describe('A redirect is not followed, and the token stays with Anesya', () => {
	let fixture: Fixture;
	let elsewhere: Server;
	let port = 0;
	let visits = 0;

	beforeAll(async () => {
		fixture = await openFixture({ processingMs: 0 });
		elsewhere = createServer((socket) => {
			visits += 1;
			socket.destroy();
		});
		await once(elsewhere.listen(0), 'listening');
		const address = elsewhere.address();
		if (address === null || typeof address === 'string') throw new Error('The server has no port');
		({ port } = address);
	});
	afterAll(async () => {
		elsewhere.close();
		await fixture.close();
	});
	beforeEach(() => (visits = 0));

	const targets = {
		'another port': () => `http://127.0.0.1:${port}/extract/`,
		'another host': () => `http://localhost:${port}/extract/`,
		'another scheme': () => `https://127.0.0.1:${port}/extract/`,
		'no scheme': () => `//127.0.0.1:${port}/extract/`,
		'the same server': () => '/elsewhere/',
	};
	const cases = Object.entries(targets).flatMap(([name, target]) =>
		STATUSES.map((status) => [status, name, target] as const),
	);

	const redirect = (method: string, path: RegExp, status: number, location: string) =>
		fixture.anesya.fault({
			method,
			path,
			fault: { kind: 'response', status, headers: { Location: location } },
		});
	const requests = () => fixture.anesya.requests.map(({ method, path }) => `${method} ${path}`);
	const workflow = () => byId(fixture.anesya.workflowId);

	it.each(cases)('of an upload: %i to %s', async (status, _name, target) => {
		const before = requests().length;
		redirect('POST', /./, status, target());
		const { error } = await fixture.run({ operation: 'upload', workflow: workflow() }, [
			await itemWith(invoice),
		]);
		expect(error?.message).toBe(`Anesya answered with a redirect (HTTP ${status}) [item 0]`);
		// A redirect does not tell whether the upload was accepted, so it is searched for.
		const [sent, ...searches] = requests().slice(before);
		expect(sent).toBe(`POST /workflow/${fixture.anesya.workflowId}/extract/`);
		expect(new Set(searches)).toEqual(new Set(['GET /extract/']));
		expect(visits).toBe(0);
	});

	it.each(cases)('of a status check: %i to %s', async (status, _name, target) => {
		const before = requests().length;
		const { id } = fixture.anesya.seed();
		redirect('GET', /./, status, target());
		const { error } = await fixture.run({ operation: 'wait', extractId: id }, [{ json: {} }]);
		expect(error?.message).toBe(`Anesya answered with a redirect (HTTP ${status}) [item 0]`);
		expect(requests().slice(before)).toEqual([`GET /extract/${id}/`]);
		expect(visits).toBe(0);
	});

	it.each(STATUSES)('of a search for a lost upload, which goes on: %i', async (status) => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		redirect('GET', /^\/extract\/$/, status, targets['another port']());
		const { json } = await fixture.run({ operation: 'upload', workflow: workflow() }, [
			await itemWith(invoice),
		]);
		expect(json).toMatchObject([{ document_name: invoice.name }]);
		expect(visits).toBe(0);
	});

	it('of a list whose next page is elsewhere', async () => {
		const { id } = fixture.anesya.seed({ documentName: 'first.pdf' });
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			fault: {
				kind: 'changed',
				change: (real) => ({
					...real,
					body: { count: 2, next: targets['another port'](), results: [{ id }] },
				}),
			},
		});
		const { error } = await fixture.run({ operation: 'getAll', returnAll: true }, [{ json: {} }]);
		expect(error).toBeUndefined();
		expect(visits).toBe(0);
	});
});
