import { setTimeout as sleep } from 'node:timers/promises';

import { damaged, invoice } from '../documents';
import type { Emulator } from '.';
import { startEmulator } from '.';
import type { CallResult } from './client';
import { call, partFor, upload } from './client';

const STATUSES = ['CREATED', 'IN_PROGRESS', 'FINISHED'];

describe('An extract over time', () => {
	let anesya: Emulator;
	beforeAll(async () => (anesya = await startEmulator({ processingMs: 300 })));
	afterAll(async () => await anesya.close());

	const idOf = async (document: typeof invoice) => {
		await upload(anesya, [await partFor(document)]);
		return [...anesya.extracts.keys()].at(-1) ?? '';
	};
	/** Reads an extract until it has ended. */
	const follow = async (id: string): Promise<CallResult[]> => {
		const reads: CallResult[] = [];
		do {
			if (reads.length > 0) await sleep(20);
			reads.push(await call(anesya, `/extract/${id}/`));
		} while (!/"status":"(FINISHED|ERROR)"/.test(reads.at(-1)?.text ?? ''));
		return reads;
	};

	it.each([
		[0, 'CREATED', 'OCR'],
		[0.15, 'IN_PROGRESS', 'OCR'],
		[0.3, 'IN_PROGRESS', 'CLASSIFICATION'],
		[0.5, 'IN_PROGRESS', 'IMAGES'],
		[0.7, 'IN_PROGRESS', 'PARSING'],
		[0.9, 'IN_PROGRESS', 'LOCATION'],
		[1, 'FINISHED', 'LOCATION'],
	])('after %d of its time is %s at the step %s', async (progress, status, extraction_step) => {
		const processingMs = 1_000_000;
		const { id } = anesya.seed({ processingMs }, Date.now() - progress * processingMs);
		expect((await call(anesya, `/extract/${id}/`)).json).toMatchObject({ status, extraction_step });
	});

	it('never goes back, and takes the set time', async () => {
		const start = Date.now();
		const reads = await follow(await idOf(invoice));
		expect(Date.now() - start).toBeGreaterThanOrEqual(290);
		const ranks = reads.map(({ text }) =>
			STATUSES.findIndex((status) => text.includes(`"status":"${status}"`)),
		);
		expect(ranks).toEqual([...ranks].sort());
		expect(ranks.at(-1)).toBe(2);
	});

	it('has text, data and costs only once it is finished', async () => {
		const reads = await follow(await idOf(invoice));
		const bodies = reads.map(({ json }) => json);
		const last = bodies.pop();
		for (const body of bodies)
			expect(body).toMatchObject({
				content: null,
				extracted_data: null,
				extraction_time: null,
				credit_used: null,
			});
		expect(last).toMatchObject({
			content: expect.stringContaining('INVOICE'),
			extracted_data: invoice.fields,
			extraction_time: 0.3,
			credit_used: 3,
		});
	});

	it('ends in ERROR at the step OCR, without a reason, when the file cannot be read', async () => {
		const reads = await follow(await idOf(damaged));
		expect(reads.at(-1)?.json).toMatchObject({
			status: 'ERROR',
			extraction_step: 'OCR',
			content: null,
			extracted_data: null,
			credit_used: null,
		});
	});

	it('can take a time that depends on its name', async () => {
		anesya.settings.processingMs = (name) => (name === invoice.name ? 0 : 60_000);
		expect(await follow(await idOf(invoice))).not.toHaveLength(0);
		expect((await call(anesya, `/extract/${await idOf(damaged)}/`)).json).toMatchObject({
			status: 'CREATED',
		});
	});
});

describe('"Not ready"', () => {
	it.each([
		['200', 200, expect.objectContaining({ status: 'CREATED' })],
		['202', 202, expect.objectContaining({ status: 'CREATED' })],
		['202-empty', 202, undefined],
	] as const)('can be sent as %s; a result is always a 200', async (notReady, status, json) => {
		const anesya = await startEmulator({ notReady, processingMs: 60_000 });
		const pending = anesya.seed({ processingMs: 60_000 });
		const finished = anesya.seed();
		await sleep(5);
		expect(await call(anesya, `/extract/${pending.id}/`)).toMatchObject({ status, json });
		expect(await call(anesya, `/extract/${finished.id}/`)).toMatchObject({
			status: 200,
			json: { status: 'FINISHED' },
		});
		await anesya.close();
	});
});
