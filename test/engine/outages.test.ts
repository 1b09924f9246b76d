import type { Fault } from '../emulator';
import { DOCUMENTS, SPEED } from './faster';
import {
	documents,
	inWorld,
	MINUTES,
	NOT_SENT,
	OUTAGES,
	OVERHEAD,
	respond,
	textsOf,
} from './outageWorld';

/** All times are shortened alike. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => mockFaster().fasterSearches());
jest.mock('../../nodes/Anesya/transport/outageLimits', () => mockFaster().fasterOutageLimits());
jest.mock('../../nodes/Anesya/transport/timeLimits', () => mockFaster().fasterTimeLimits());
jest.mock('../../nodes/Anesya/transport/retry', () => mockFaster().fasterRetries());
jest.mock('../../nodes/Anesya/transport/throttle', () => mockFaster().fasterThrottles());

function mockFaster() {
	return jest.requireActual<typeof import('./faster')>('./faster');
}

describe('A run', () => {
	it.concurrent.each([
		...OUTAGES,
		['429 with Retry-After: 3600', respond(429, { 'Retry-After': '3600' })] as const,
	])(
		'with many documents ends soon in an outage that does not end, with few requests, and says what was not sent: %s',
		inWorld(async ({ run, begin, requests }, name: string, outage: Fault | undefined) => {
			const items = await documents(DOCUMENTS);
			await begin(outage);
			const result = await run('upload', items);
			const texts = textsOf(result);
			const notSent = texts.filter((text) => text.includes(NOT_SENT)).length;
			if (SPEED === 1)
				console.log(
					name,
					Math.round(result.took / 1_000),
					's',
					requests().length,
					'requests',
					notSent,
					'not sent',
					texts[0],
					'//',
					texts.at(-1),
				);
			expect(texts).toHaveLength(DOCUMENTS);
			expect(result.took).toBeLessThan(2 * MINUTES + OVERHEAD);
			expect(requests().length).toBeLessThanOrEqual(100);
			expect(notSent).toBeGreaterThanOrEqual(DOCUMENTS - 20);
			if (name.includes('3600')) expect(texts.at(-1)).toContain('Anesya asks to wait 60 minutes.');
		}),
		10 * MINUTES,
	);

	it.concurrent.each(OUTAGES)(
		'outlives an outage of half a minute, and pays for no document twice: %s',
		inWorld(async ({ run, begin, end, anesya }, _name: string, outage: Fault | undefined) => {
			const items = await documents(Math.min(DOCUMENTS, 100));
			await begin(outage);
			const running = run('upload', items);
			await new Promise((resolve) => setTimeout(resolve, 30_000 / SPEED));
			await end(outage);
			const result = await running;
			const { json } = result;
			expect(textsOf(result).slice(0, 3)).toEqual([]);
			expect(json).toHaveLength(items.length);
			expect(anesya.extracts.size).toBe(items.length);
		}),
		10 * MINUTES,
	);

	it.concurrent(
		'ends as soon if only the uploads do not succeed',
		inWorld(async ({ run, plan, requests }) => {
			const items = await documents(DOCUMENTS);
			plan(({ method }) => (method === 'POST' ? respond(500) : undefined));
			const result = await run('upload', items);
			expect(textsOf(result)).toHaveLength(DOCUMENTS);
			expect(result.took).toBeLessThan(2 * MINUTES + OVERHEAD);
			// Each upload that may have been accepted is searched for, too: by its name, by its stem, in the whole list.
			expect(requests().length).toBeLessThanOrEqual(200);
		}),
	);

	it.concurrent(
		'asks nothing that it would not ask otherwise because of a short disturbance',
		inWorld(async ({ run, plan, requests }) => {
			const faults: Fault[] = [respond(500), { kind: 'lost-before-acceptance' }];
			plan(({ method }) => (method === 'GET' ? faults.pop() : undefined));
			const { json } = await run('uploadAndWait', await documents(3), { interval: 1 });
			expect(json).toHaveLength(3);
			const aboutNothing = requests().filter(({ path }) => path.includes('00000000-0000'));
			expect(aboutNothing.length).toBeLessThanOrEqual(1);
			expect(requests().every(({ query }) => query.size !== '1')).toBe(true);
		}),
	);

	it.concurrent.each([
		['lists', 502, '/extract/'],
		['lists', 429, '/extract/'],
		['lists', 503, '/extract/'],
		['single reads', 502, /^\/extract\/[^/]+\/$/],
	])(
		'is no outage while only the %s are broken: %i',
		inWorld(async ({ run, plan }, _name: string, status: number, path: string | RegExp) => {
			const isBroken = (at: string) => (typeof path === 'string' ? at === path : path.test(at));
			plan((request) =>
				request.method === 'GET' && isBroken(request.path) ? respond(status) : undefined,
			);
			const result = await run('uploadAndWait', await documents(20), { interval: 1, timeout: 0.5 });
			expect(textsOf(result)).toEqual([]);
			expect(result.json).toHaveLength(20);
			// Long before the time is up, when each is read by itself anyway.
			expect(result.took / SPEED).toBeLessThan(15_000);
		}),
	);

	it.concurrent.each([
		['POST', 12],
		['GET', 1],
	])(
		'sends nothing more once the token is refused: %s',
		inWorld(async ({ run, plan, anesya, requests, uploads }, method: string, accepted: number) => {
			let isRefused = false;
			let answered = 0;
			anesya.settings.processingMs = 60_000;
			plan((request) => {
				if (request.method === method && request.documentNames === undefined) answered += 1;
				isRefused ||= answered > accepted;
				return isRefused ? respond(401) : undefined;
			});
			const { failed, ...result } = await run('uploadAndWait', await documents(200));
			const texts = textsOf({ failed, ...result });
			expect(texts).toHaveLength(200);
			for (const text of texts) expect(text).toContain('did not accept the token (HTTP 401)');
			expect(requests().filter(({ status }) => status === 401).length).toBeLessThanOrEqual(30);

			const ids = failed.flatMap(({ json }) => Object(json.error).id ?? []);
			const refusedUploads = uploads().filter(({ status }) => status === 401).length;
			expect(ids.sort()).toEqual([...anesya.extracts.keys()].sort());
			expect(texts.filter((text) => text.includes(NOT_SENT))).toHaveLength(
				200 - ids.length - refusedUploads,
			);
		}),
	);

	it.concurrent(
		'tries one document at a time once the credits are used up, and gives the others up',
		inWorld(async ({ run, anesya, uploads }) => {
			anesya.settings.credits = 3 * 15;
			const result = await run('uploadAndWait', await documents(200));
			const texts = textsOf(result);
			expect(result.json).toHaveLength(15);
			expect(texts).toHaveLength(185);
			for (const text of texts) expect(text).toContain('Anesya says: Insufficient credits.');
			expect(texts.filter((text) => text.includes(NOT_SENT)).length).toBeGreaterThanOrEqual(170);
			expect(uploads().length).toBeLessThanOrEqual(15 + 12);
		}),
	);

	it.concurrent(
		'collects what it uploaded before it was asked to wait for an hour',
		inWorld(async ({ run, plan }) => {
			let left = 30;
			plan(({ method, documentNames }) =>
				method === 'POST' && documentNames !== undefined && --left < 0
					? respond(429, { 'Retry-After': '3600' })
					: undefined,
			);
			const result = await run('uploadAndWait', await documents(200), { interval: 1 });
			expect(result.json).toHaveLength(30);
			const texts = textsOf(result);
			for (const text of texts) expect(text).toContain('Anesya asks to wait 60 minutes.');
			expect(texts.filter((text) => text.includes(NOT_SENT)).length).toBeGreaterThanOrEqual(160);
		}),
	);

	it.concurrent(
		'asks once, and says why, if no connection can ever be made',
		inWorld(async ({ run }) => {
			const texts = textsOf(await run('upload', await documents(200)));
			expect(texts).toHaveLength(200);
			for (const text of texts) expect(text).toContain('does not speak https://');
		}, 'https'),
	);
});
