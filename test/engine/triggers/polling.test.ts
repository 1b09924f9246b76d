import type { Station } from '../station';
import { nodeWith, openStation } from '../station';

import type { INodeParameters } from 'n8n-workflow';

import { DEFAULT_WORKFLOW_ID } from '../../emulator';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OTHER_WORKFLOW = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NEVER = 30 * DAY;

describe('Anesya Polling Trigger', () => {
	let station: Station;
	beforeEach(
		async () => (station = await openStation({ workflows: [DEFAULT_WORKFLOW_ID, OTHER_WORKFLOW] })),
	);
	afterEach(async () => await station.close());

	/** A finished extract, unless it is told otherwise: created in the last seconds, one after the other. */
	const seed = (extract?: Parameters<Station['anesya']['seed']>[0], createdAt = (recently += 1)) =>
		station.anesya.seed(extract, createdAt);
	let recently: number;
	beforeEach(() => (recently = Date.now() - 10_000));
	const node = (parameters: INodeParameters = {}) =>
		nodeWith(
			{
				triggerOn: ['completed'],
				filters: {},
				output: 'extractedData',
				options: {},
				...parameters,
			},
			{},
			'anesyaPollingTrigger',
		);
	const watch = (parameters?: INodeParameters, mode?: 'manual') => {
		const poller = station.engine.watch(node(parameters), mode);
		return { ...poller, look: async () => (await poller.poll())?.map(({ json }) => json) };
	};
	/** An extract that is under way until it is finished. */
	const begin = (number: number, createdAt?: number) =>
		seed({ data: { number }, processingMs: NEVER }, createdAt);
	const finish = (...extracts: Array<ReturnType<typeof seed>>) =>
		extracts.forEach((extract) => (extract.processingMs = 0));
	const requests = async (task: () => Promise<unknown>) => {
		const before = station.anesya.requests.length;
		await task();
		return station.anesya.requests
			.slice(before)
			.map(({ path, query }) => ({ path, page: Number(query.page) }));
	};

	it('starts from now: what is finished is not delivered, what is under way is, once', async () => {
		seed({ data: { number: 1 } });
		const pending = begin(2);
		const trigger = watch();
		expect(await trigger.look()).toBeUndefined();
		expect(await trigger.look()).toBeUndefined();
		finish(pending);
		expect(await trigger.look()).toEqual([{ number: 2 }]);
		expect(await trigger.look()).toBeUndefined();
	});

	describe.each(['newest first', 'oldest first', 'by id', 'by name'] as const)(
		'with a list %s',
		(listOrder) => {
			describe.each([true, false])('whose rows carry a status: %s', (listCarriesStatus) => {
				beforeEach(() => Object.assign(station.anesya.settings, { listOrder, listCarriesStatus }));

				it('delivers each new extract once, in the order of creation, across restarts', async () => {
					const now = Date.now();
					for (let number = 0; number < 180; number += 1)
						seed({ documentName: `old ${number % 7}.pdf` }, now - 3 * DAY + number * 60_000);
					const trigger = watch();
					const late = begin(0, now - HOUR);
					await trigger.look();
					const fresh = [1, 2, 3].map((number) => begin(number));
					finish(...[...fresh].reverse());
					expect(await trigger.look()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);

					trigger.restart();
					expect(await trigger.look()).toBeUndefined();
					const [fourth, fifth] = [begin(4), begin(5)];
					expect(await trigger.look()).toBeUndefined();
					trigger.restart();
					finish(fifth);
					expect(await trigger.look()).toEqual([{ number: 5 }]);
					finish(fourth, late);
					trigger.restart();
					expect(await trigger.look()).toEqual([{ number: 0 }, { number: 4 }]);
					trigger.restart();
					expect(await trigger.look()).toBeUndefined();
				});
			});
		},
	);

	it.each(['newest first', 'oldest first'] as const)(
		'asks twice a look, however many old extracts there are, %s',
		async (listOrder) => {
			station.anesya.settings.listOrder = listOrder;
			const now = Date.now();
			for (let number = 0; number < 4_990; number += 1) seed({}, now - (4_990 - number) * 600_000);
			const trigger = watch();
			expect((await requests(trigger.look)).length).toBeLessThanOrEqual(5);
			seed({ data: { number: 1 } });
			expect(await requests(trigger.look)).toHaveLength(2);
			expect(await requests(trigger.look)).toHaveLength(2);
		},
	);

	it('reads a list in no order as a whole when its length has changed, else its ends', async () => {
		Object.assign(station.anesya.settings, { listOrder: 'by id' });
		const now = Date.now();
		for (let number = 0; number < 1_000; number += 1) seed({}, now - 30 * DAY + number * 60_000);
		const trigger = watch();
		expect(await requests(trigger.look)).toHaveLength(20);
		expect(await requests(trigger.look)).toHaveLength(2);
		seed({ data: { number: 1 } });
		expect(await trigger.look()).toEqual([{ number: 1 }]);
		expect(await requests(trigger.look)).toHaveLength(2);
	});

	it('delivers a large batch, and leaves what is too much for later looks', async () => {
		station.anesya.settings.listCarriesStatus = false;
		const trigger = watch();
		await trigger.look();
		for (let number = 0; number < 1_400; number += 1) seed({ data: { number } });
		const delivered: unknown[] = [];
		for (let look = 0; look < 6; look += 1) delivered.push(...((await trigger.look()) ?? []));
		expect(delivered).toEqual(Array.from({ length: 1_400 }, (_, number) => ({ number })));
		expect(JSON.stringify(trigger.staticData()).length).toBeLessThan(200_000);
	});

	it('delivers what was created while n8n was off', async () => {
		const trigger = watch();
		const now = Date.now();
		seed({}, now - 3 * HOUR);
		await trigger.look();
		for (let number = 0; number < 120; number += 1)
			seed({ data: { number } }, now - 2 * HOUR + number * 60_000);
		trigger.restart();
		expect(await trigger.look()).toHaveLength(120);
	});

	it('watches the workflow or the names that it is told to', async () => {
		const byWorkflow = watch({ workflow: OTHER_WORKFLOW });
		const byName = watch({ filters: { search: 'order' } });
		await byWorkflow.look();
		await byName.look();
		seed({ data: { number: 1 }, workflow: OTHER_WORKFLOW, documentName: 'letter.pdf' });
		seed({ data: { number: 2 }, documentName: 'Order 7.pdf' });
		expect(await byWorkflow.look()).toEqual([{ number: 1 }]);
		expect(await byName.look()).toEqual([{ number: 2 }]);
	});

	it('starts from now again when it is told to watch something else', async () => {
		const trigger = watch({ filters: { search: 'order' } });
		await trigger.look();
		seed({ data: { number: 1 }, documentName: 'letter.pdf' });
		trigger.restart(node({ filters: { search: 'letter' } }));
		expect(await trigger.look()).toBeUndefined();
		seed({ data: { number: 2 }, documentName: 'letter.pdf' });
		expect(await trigger.look()).toEqual([{ number: 2 }]);
	});

	it('tells of extracts that failed when it is asked to', async () => {
		const trigger = watch({ triggerOn: ['completed', 'failed'] });
		await trigger.look();
		const failed = seed({ failsAt: 'PARSING', documentName: 'bad.pdf' });
		expect(await trigger.look()).toEqual([
			{ id: failed.id, status: 'ERROR', document_name: 'bad.pdf', extraction_step: 'PARSING' },
		]);
		const finishedOnly = watch();
		await finishedOnly.look();
		seed({ failsAt: 'OCR' });
		expect(await finishedOnly.look()).toBeUndefined();
	});

	it('gives the same outputs as Wait for Extraction', async () => {
		const trigger = watch({ output: 'rows', tableField: 'Lines', options: { withDetails: true } });
		await trigger.look();
		const { id } = seed({ data: { Number: 7, Lines: [{ Item: 'a' }, { Item: 'b' }] } });
		expect(await trigger.look()).toMatchObject([
			{ Number: 7, Item: 'a', _extract: { id } },
			{ Number: 7, Item: 'b', _extract: { id } },
		]);
	});

	it('reports a document that does not fit the output, and goes on with the others', async () => {
		const trigger = watch({ output: 'rows', tableField: 'Lines' });
		await trigger.look();
		const odd = seed({ data: { Other: [{ a: 1 }] }, documentName: 'odd.pdf' });
		seed({ data: { Lines: [{ a: 2 }] } });
		expect(await trigger.look()).toEqual([{ a: 2 }]);
		expect(trigger.errors).toMatchObject([
			{
				message: 'The extracted data has no table "Lines": "odd.pdf"',
				description: expect.stringContaining(odd.id),
			},
		]);
	});

	it('forgets an extract that was deleted while it was under way', async () => {
		const trigger = watch();
		await trigger.look();
		const extract = begin(1);
		await trigger.look();
		station.anesya.remove(extract.id);
		expect(await trigger.look()).toBeUndefined();
		expect(await requests(trigger.look)).toHaveLength(1);
	});

	it('repeats a look that went wrong in passing, and delivers nothing twice', async () => {
		const trigger = watch();
		await trigger.look();
		seed({ data: { number: 1 } });
		station.anesya.fault({
			path: /^\/extract\/$/,
			times: 3,
			fault: { kind: 'answer', status: 502 },
		});
		expect(await trigger.look()).toBeUndefined();
		expect(await trigger.look()).toEqual([{ number: 1 }]);
		expect(await trigger.look()).toBeUndefined();
	});

	it('leaves an extract that cannot be read at the moment to the next look', async () => {
		station.anesya.settings.listCarriesStatus = false;
		const trigger = watch();
		await trigger.look();
		const [first] = [seed({ data: { number: 1 } }), seed({ data: { number: 2 } })];
		station.anesya.fault({
			path: new RegExp(first.id),
			times: 3,
			fault: { kind: 'answer', status: 503, headers: { 'Retry-After': '0' } },
		});
		expect(await trigger.look()).toEqual([{ number: 2 }]);
		expect(await trigger.look()).toEqual([{ number: 1 }]);
	});

	it('cannot be activated with a token that is refused, and says what to do', async () => {
		const trigger = watch();
		station.anesya.settings.token = 'a newer one';
		await expect(trigger.look()).rejects.toMatchObject({
			message: 'Anesya did not accept the token (HTTP 401)',
			httpCode: '401',
		});
		expect(trigger.staticData()).toEqual({});
	});

	it('refuses a workflow that is none', async () => {
		await expect(watch({ workflow: 'invoices' }).look()).rejects.toMatchObject({
			message: expect.stringContaining('does not contain a valid ID'),
		});
	});

	it.each([
		['Trigger On', { triggerOn: "={{ 'finished' }}" }],
		['Output', { output: "={{ 'Rows' }}" }],
		['Add Extract Details', { options: { withDetails: "={{ 'id' }}" } }],
	])(
		'refuses a choice that is none, given by an expression, and passes over no document: %s',
		async (field, wrong) => {
			const message = expect.stringContaining(`The field '${field}' has an invalid value: `);
			await expect(watch(wrong, 'manual').look()).rejects.toMatchObject({ message });
			const trigger = watch(wrong);
			await expect(trigger.look()).rejects.toMatchObject({ message });
			expect(trigger.staticData()).toEqual({});
		},
	);

	it('looks once at a time', async () => {
		const trigger = watch();
		await trigger.look();
		seed({ data: { number: 1 } });
		const looks = await Promise.all([trigger.look(), trigger.look()]);
		expect(looks.filter((found) => found !== undefined)).toEqual([[{ number: 1 }]]);
	});

	describe('tested in the editor', () => {
		it('shows a recent extract, as often as one likes', async () => {
			for (let number = 0; number < 120; number += 1)
				seed({ data: { number } }, Date.now() - DAY + number * 60_000);
			begin(120);
			const trigger = watch({}, 'manual');
			expect(await trigger.look()).toEqual([{ number: 119 }]);
			expect(await trigger.look()).toEqual([{ number: 119 }]);
			expect(trigger.staticData()).toEqual({});
		});

		it('shows one while the active workflow is looking', async () => {
			const active = watch();
			await active.look();
			seed({ data: { number: 1 } });
			expect(await Promise.all([active.look(), watch({}, 'manual').look()])).toEqual([
				[{ number: 1 }],
				[{ number: 1 }],
			]);
		});

		it('says so when there is none', async () => {
			begin(1);
			await expect(watch({}, 'manual').look()).rejects.toMatchObject({
				message: 'There is no extract to show yet',
			});
		});
	});
});
