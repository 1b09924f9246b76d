import type { Emulator, Fault, FaultTarget } from '.';
import { startEmulator } from '.';
import { call, upload } from './client';

const pdf = (fileName: string) => ({ fileName, bytes: '%PDF-1.7' });

describe('On request', () => {
	let anesya: Emulator;
	beforeEach(async () => (anesya = await startEmulator({ processingMs: 0 })));
	afterEach(async () => await anesya.close());

	const names = () => [...anesya.extracts.values()].map(({ documentName }) => documentName);

	describe('the answer to an upload is lost', () => {
		it('before it was accepted: there is no extract', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-before-acceptance' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual([]);
		});

		it('after it was accepted: there is one, and nobody heard of it', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual(['a.pdf']);
			expect(anesya.requests).toMatchObject([{ method: 'POST', aborted: true }]);
		});

		it('before it was accepted, which happens all the same a little later', async () => {
			anesya.fault({ documentName: /a/, fault: { kind: 'accepted-late', milliseconds: 50 } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow();
			expect(names()).toEqual([]);
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(names()).toEqual(['a.pdf']);
		});

		it('in the middle', async () => {
			anesya.fault({ method: 'POST', fault: { kind: 'lost-in-answer' } });
			await expect(upload(anesya, [pdf('a.pdf')])).rejects.toThrow('terminated');
			expect(names()).toEqual(['a.pdf']);
		});

		it.each(['lost-before-acceptance', 'lost-after-acceptance'] as const)(
			'for one document alone, once its name is known: %s',
			async (kind) => {
				anesya.fault({ documentName: /^b/, fault: { kind } });
				expect(await upload(anesya, [pdf('a.pdf')])).toMatchObject({ status: 201 });
				await expect(upload(anesya, [pdf('b.pdf')])).rejects.toThrow();
				expect(names()).toEqual(kind === 'lost-before-acceptance' ? ['a.pdf'] : ['a.pdf', 'b.pdf']);
				expect(anesya.requests.at(-1)?.documents).toMatchObject([{ fileName: 'b.pdf' }]);
			},
		);
	});

	describe('an answer is another one', () => {
		it('such as a 429 with Retry-After, which accepts nothing', async () => {
			anesya.fault({
				method: 'POST',
				fault: {
					kind: 'answer',
					status: 429,
					headers: { 'Retry-After': '3' },
					body: '{"detail":"Throttled."}',
				},
			});
			const answer = await upload(anesya, [pdf('a.pdf')]);
			expect(answer).toMatchObject({ status: 429, text: '{"detail":"Throttled."}' });
			expect(answer.header('retry-after')).toBe('3');
			expect(names()).toEqual([]);
		});

		it('such as HTML from something in between', async () => {
			anesya.fault({
				fault: {
					kind: 'answer',
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

		it('such as a real one that got changed on its way', async () => {
			anesya.fault({
				documentName: /a/,
				fault: { kind: 'changed', change: (real) => ({ ...real, body: [] }) },
			});
			expect(await upload(anesya, [pdf('a.pdf')])).toMatchObject({ status: 201, json: [] });
			expect(names()).toEqual(['a.pdf']);
		});

		it('for one document of many', async () => {
			anesya.fault({ documentName: /b/, fault: { kind: 'answer', status: 413 } });
			const answers = await Promise.all(
				['a.pdf', 'b.pdf', 'c.pdf'].map(async (name) => await upload(anesya, [pdf(name)])),
			);
			expect(answers.map(({ status }) => status)).toEqual([201, 413, 201]);
			expect(names().sort()).toEqual(['a.pdf', 'c.pdf']);
		});
	});

	it('an answer is slow', async () => {
		anesya.fault({ fault: { kind: 'delay', milliseconds: 150 } });
		const start = performance.now();
		expect(await call(anesya, '/extract/')).toMatchObject({ status: 200 });
		expect(performance.now() - start).toBeGreaterThanOrEqual(148);
	});

	it('one document is slow, or never answered at all', async () => {
		anesya.fault({ documentName: /slow/, fault: { kind: 'delay', milliseconds: 150 } });
		anesya.fault({ documentName: /never/, fault: { kind: 'hang' } });
		const start = performance.now();
		expect(await upload(anesya, [pdf('slow.pdf')])).toMatchObject({ status: 201 });
		expect(performance.now() - start).toBeGreaterThanOrEqual(148);
		const never = upload(anesya, [pdf('never.pdf')]);
		const winner = await Promise.race([
			never.catch(() => 'cut'),
			new Promise((resolve) => setTimeout(() => resolve('waiting'), 150)),
		]);
		expect([winner, names()]).toEqual(['waiting', ['slow.pdf']]);
		const cut = expect(never).rejects.toThrow();
		await anesya.close();
		await cut;
	});

	it('extracts end in ERROR at a step, and cost what they cost', async () => {
		anesya.fault({ documentName: /a/, fault: { kind: 'extract-error', step: 'PARSING' } });
		anesya.fault({ method: 'POST', fault: { kind: 'extract-error' } });
		await upload(anesya, [pdf('b.pdf')]);
		await upload(anesya, [pdf('a.pdf')]);
		const looks = await Promise.all(
			[...anesya.extracts.keys()].map(async (id) => (await call(anesya, `/extract/${id}/`)).json),
		);
		expect(looks).toMatchObject([
			{ document_name: 'b.pdf', status: 'ERROR', extraction_step: 'OCR' },
			{ document_name: 'a.pdf', status: 'ERROR', extraction_step: 'PARSING' },
		]);
	});

	it('a fault happens as often as it was asked for, to the requests it is for, and then no more', async () => {
		anesya.fault({
			method: 'GET',
			path: /^\/extract\/$/,
			times: 2,
			fault: { kind: 'answer', status: 503 },
		});
		const { id } = anesya.seed();
		const paths = [`/extract/${id}/`, '/extract/', '/extract/', '/extract/'];
		const statuses: number[] = [];
		for (const path of paths) statuses.push((await call(anesya, path)).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
	});
});

describe('By a plan', () => {
	it('each request meets what the plan says, an upload also once its documents are known', async () => {
		const seen: FaultTarget[] = [];
		const faultPlan = (target: FaultTarget): Fault | undefined => {
			seen.push(target);
			return target.documentNames?.includes('b.pdf') ? { kind: 'answer', status: 500 } : undefined;
		};
		const anesya = await startEmulator({ processingMs: 0, faultPlan });
		const answers = [
			await upload(anesya, [pdf('a.pdf')]),
			await upload(anesya, [pdf('b.pdf')]),
			await call(anesya, '/extract/'),
		];
		await anesya.close();
		expect(answers.map(({ status }) => status)).toEqual([201, 500, 200]);
		expect(seen.map(({ method, documentNames }) => documentNames?.join() ?? method)).toEqual([
			'POST',
			'a.pdf',
			'POST',
			'b.pdf',
			'GET',
		]);
	});
});

describe('A limit of requests a second', () => {
	it.each([
		[undefined, null],
		['seconds', '1'],
		['date', expect.stringMatching(/GMT$/)],
	] as const)('refuses what goes beyond it, with Retry-After as %s', async (retryAfter, header) => {
		const anesya = await startEmulator({ limit: { perSecond: 2, retryAfter } });
		const answers = [];
		for (let count = 0; count < 3; count += 1) answers.push(await call(anesya, '/extract/'));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(answers[2]?.header('retry-after')).toEqual(header);
		await anesya.close();
	});

	it('lets requests through again a second later', async () => {
		const anesya = await startEmulator({ limit: { perSecond: 1 } });
		await call(anesya, '/extract/');
		await new Promise((resolve) => setTimeout(resolve, 1_010));
		expect(await call(anesya, '/extract/')).toMatchObject({ status: 200 });
		await anesya.close();
	});
});
