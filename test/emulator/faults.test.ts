import type { Emulator, Fault, FaultTarget } from '.';
import { startEmulator } from '.';
import { call, upload } from './client';

const pdf = (fileName: string) => ({ fileName, bytes: '%PDF-1.7' });

describe('A requested fault', () => {
	let anesya: Emulator;
	beforeEach(async () => (anesya = await startEmulator({ processingMs: 0 })));
	afterEach(async () => await anesya.close());

	const names = () => [...anesya.extracts.values()].map(({ documentName }) => documentName);

	describe('loses the response to an upload', () => {
		it('before acceptance: there is no extract', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-before-acceptance' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual([]);
		});

		it('after acceptance: there is an extract that the client does not know of', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual(['a.pdf']);
			expect(anesya.requests).toMatchObject([{ method: 'POST', aborted: true }]);
		});

		it('before acceptance, which happens a little later all the same', async () => {
			anesya.fault({ documentName: /a/, fault: { kind: 'accepted-late', milliseconds: 50 } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual([]);
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(names()).toEqual(['a.pdf']);
		});

		it('in the middle of the response', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-in-response' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow('terminated');
			expect(names()).toEqual(['a.pdf']);
		});

		it.each(['lost-before-acceptance', 'lost-after-acceptance'] as const)(
			'for one document only, once its name is known: %s',
			async (kind) => {
				anesya.fault({ documentName: /^b/, fault: { kind } });
				expect(await upload(anesya, [pdf('a.pdf')])).toMatchObject({ status: 201 });
				await expect(upload(anesya, [pdf('b.pdf')])).rejects.toThrow();
				expect(names()).toEqual(kind === 'lost-before-acceptance' ? ['a.pdf'] : ['a.pdf', 'b.pdf']);
				expect(anesya.requests.at(-1)?.documents).toMatchObject([{ fileName: 'b.pdf' }]);
			},
		);
	});

	describe('replaces a response', () => {
		it('with a 429 with Retry-After, which accepts nothing', async () => {
			anesya.fault({
				method: 'POST',
				fault: {
					kind: 'response',
					status: 429,
					headers: { 'Retry-After': '3' },
					body: '{"detail":"Throttled."}',
				},
			});
			const response = await upload(anesya, [pdf('a.pdf')]);
			expect(response).toMatchObject({ status: 429, text: '{"detail":"Throttled."}' });
			expect(response.header('retry-after')).toBe('3');
			expect(names()).toEqual([]);
		});

		it('with HTML from a proxy', async () => {
			anesya.fault({
				fault: {
					kind: 'response',
					status: 502,
					headers: { 'Content-Type': 'text/html' },
					body: '<h1>Bad Gateway</h1>',
				},
			});
			expect(await call(anesya, '/extract/')).toMatchObject({
				status: 502,
				type: 'text/html',
				text: '<h1>Bad Gateway</h1>',
			});
		});

		it('with a changed version of the real one', async () => {
			anesya.fault({
				documentName: /a/,
				fault: { kind: 'changed', change: (real) => ({ ...real, body: [] }) },
			});
			expect(await upload(anesya, [pdf('a.pdf')])).toMatchObject({ status: 201, json: [] });
			expect(names()).toEqual(['a.pdf']);
		});

		it('for one document of several', async () => {
			anesya.fault({ documentName: /b/, fault: { kind: 'response', status: 413 } });
			const responses = await Promise.all(
				['a.pdf', 'b.pdf', 'c.pdf'].map(async (name) => await upload(anesya, [pdf(name)])),
			);
			expect(responses.map(({ status }) => status)).toEqual([201, 413, 201]);
			expect(names().sort()).toEqual(['a.pdf', 'c.pdf']);
		});
	});

	it('delays a response', async () => {
		anesya.fault({ fault: { kind: 'delay', milliseconds: 150 } });
		const start = performance.now();
		expect(await call(anesya, '/extract/')).toMatchObject({ status: 200 });
		expect(performance.now() - start).toBeGreaterThanOrEqual(148);
	});

	it('delays the response for one document, or sends none at all', async () => {
		anesya.fault({ documentName: /slow/, fault: { kind: 'delay', milliseconds: 150 } });
		anesya.fault({ documentName: /never/, fault: { kind: 'hang' } });
		const start = performance.now();
		expect(await upload(anesya, [pdf('slow.pdf')])).toMatchObject({ status: 201 });
		expect(performance.now() - start).toBeGreaterThanOrEqual(148);
		const never = upload(anesya, [pdf('never.pdf')]);
		const winner = await Promise.race([
			never.catch(() => 'cut'),
			new Promise((resolve) => setTimeout(() => resolve('pending'), 150)),
		]);
		expect([winner, names()]).toEqual(['pending', ['slow.pdf']]);
		const cut = expect(never).rejects.toThrow();
		await anesya.close();
		await cut;
	});

	it('sends a response byte by byte', async () => {
		anesya.fault({ fault: { kind: 'drip', every: 1 } });
		const { id } = anesya.seed();
		const start = performance.now();
		expect(await call(anesya, `/extract/${id}/`)).toMatchObject({ status: 200, json: { id } });
		expect(performance.now() - start).toBeGreaterThan(300);
	});

	it('sends a response without end, until the client has had enough', async () => {
		anesya.fault({ fault: { kind: 'endless' } });
		const signal = AbortSignal.timeout(300);
		const headers = { Authorization: anesya.token };
		const response = await fetch(`${anesya.url}/extract/`, { headers, signal });
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow();
	});

	it('makes extracts end in ERROR at a step', async () => {
		anesya.fault({ documentName: /a/, fault: { kind: 'extract-error', step: 'PARSING' } });
		anesya.fault({ method: 'POST', fault: { kind: 'extract-error' } });
		await upload(anesya, [pdf('b.pdf')]);
		await upload(anesya, [pdf('a.pdf')]);
		const extracts = await Promise.all(
			[...anesya.extracts.keys()].map(async (id) => (await call(anesya, `/extract/${id}/`)).json),
		);
		expect(extracts).toMatchObject([
			{ document_name: 'b.pdf', status: 'ERROR', extraction_step: 'OCR' },
			{ document_name: 'a.pdf', status: 'ERROR', extraction_step: 'PARSING' },
		]);
	});

	it('happens as often as requested, to the matching requests only', async () => {
		anesya.fault({
			method: 'GET',
			path: /^\/extract\/$/,
			times: 2,
			fault: { kind: 'response', status: 503 },
		});
		const { id } = anesya.seed();
		const paths = [`/extract/${id}/`, '/extract/', '/extract/', '/extract/'];
		const statuses: number[] = [];
		for (const path of paths) statuses.push((await call(anesya, path)).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
	});
});

describe('A fault plan', () => {
	it('decides about each request, and about an upload again once its documents are known', async () => {
		const seen: FaultTarget[] = [];
		const faultPlan = (target: FaultTarget): Fault | undefined => {
			seen.push(target);
			return target.documentNames?.includes('b.pdf')
				? { kind: 'response', status: 500 }
				: undefined;
		};
		const anesya = await startEmulator({ processingMs: 0, faultPlan });
		const responses = [
			await upload(anesya, [pdf('a.pdf')]),
			await upload(anesya, [pdf('b.pdf')]),
			await call(anesya, '/extract/'),
		];
		await anesya.close();
		expect(responses.map(({ status }) => status)).toEqual([201, 500, 200]);
		expect(seen.map(({ method, documentNames }) => documentNames?.join() ?? method)).toEqual([
			'POST',
			'a.pdf',
			'POST',
			'b.pdf',
			'GET',
		]);
	});
});

describe('A rate limit', () => {
	it.each([
		[undefined, null],
		['seconds', '1'],
		['date', expect.stringMatching(/GMT$/)],
	] as const)(
		'throttles requests beyond it, with Retry-After as %s',
		async (retryAfter, header) => {
			const anesya = await startEmulator({ rateLimit: { perSecond: 2, retryAfter } });
			const responses = [];
			for (let count = 0; count < 3; count += 1) responses.push(await call(anesya, '/extract/'));
			expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
			expect(responses[2]?.header('retry-after')).toEqual(header);
			await anesya.close();
		},
	);

	it('accepts requests again a second later', async () => {
		const anesya = await startEmulator({ rateLimit: { perSecond: 1 } });
		await call(anesya, '/extract/');
		await new Promise((resolve) => setTimeout(resolve, 1_010));
		expect(await call(anesya, '/extract/')).toMatchObject({ status: 200 });
		await anesya.close();
	});
});
