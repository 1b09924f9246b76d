import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import type { EmulatorResponse } from '../../emulator';
import { DEFAULT_SCHEMA_ID, DEFAULT_WORKFLOW_ID } from '../../emulator';
import { DAY, HOUR, NEVER, OTHER_WORKFLOW, usePollingFixture } from './pollingFixture';

/** Only delays and limits are shortened. */
jest.mock('../../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').soonerRetries(),
);

describe('Anesya Polling Trigger', () => {
	const fixture = usePollingFixture();
	const { seed, node, start, begin, finish, requests } = fixture;

	it('starts from now: delivers no finished extract, and each one under way once', async () => {
		seed({ data: { number: 1 } });
		const pending = begin(2);
		const trigger = start();
		expect(await trigger.poll()).toBeUndefined();
		expect(await trigger.poll()).toBeUndefined();
		finish(pending);
		expect(await trigger.poll()).toEqual([{ number: 2 }]);
		expect(await trigger.poll()).toBeUndefined();
	});

	describe.each(['newest first', 'oldest first', 'by id', 'by name'] as const)(
		'with a list %s',
		(listOrder) => {
			describe.each([true, false])('whose rows carry a status: %s', (listCarriesStatus) => {
				beforeEach(() => Object.assign(fixture.anesya.settings, { listOrder, listCarriesStatus }));

				it('delivers each new extract once, in the order of creation, across restarts', async () => {
					const now = Date.now();
					for (let number = 0; number < 180; number += 1)
						seed({ documentName: `old ${number % 7}.pdf` }, now - 3 * DAY + number * 60_000);
					const trigger = start();
					const late = begin(0, now - HOUR);
					await trigger.poll();
					const fresh = [1, 2, 3].map((number) => begin(number));
					finish(...[...fresh].reverse());
					expect(await trigger.poll()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);

					trigger.restart();
					expect(await trigger.poll()).toBeUndefined();
					const [fourth, fifth] = [begin(4), begin(5)];
					expect(await trigger.poll()).toBeUndefined();
					trigger.restart();
					finish(fifth);
					expect(await trigger.poll()).toEqual([{ number: 5 }]);
					finish(fourth, late);
					trigger.restart();
					expect(await trigger.poll()).toEqual([{ number: 0 }, { number: 4 }]);
					trigger.restart();
					expect(await trigger.poll()).toBeUndefined();
				});
			});
		},
	);

	it.each(['newest first', 'oldest first'] as const)(
		'sends two requests a poll, however many old extracts there are, %s',
		async (listOrder) => {
			fixture.anesya.settings.listOrder = listOrder;
			const now = Date.now();
			for (let number = 0; number < 4_990; number += 1) seed({}, now - (4_990 - number) * 600_000);
			const trigger = start();
			expect((await requests(trigger.poll)).length).toBeLessThanOrEqual(14);
			seed({ data: { number: 1 } });
			expect(await requests(trigger.poll)).toHaveLength(2);
			expect(await requests(trigger.poll)).toHaveLength(2);
		},
	);

	it('reads a list in unknown order in full when its length has changed, otherwise its ends', async () => {
		Object.assign(fixture.anesya.settings, { listOrder: 'by id' });
		const now = Date.now();
		for (let number = 0; number < 1_000; number += 1) seed({}, now - 30 * DAY + number * 60_000);
		const trigger = start();
		expect(await requests(trigger.poll)).toHaveLength(20);
		expect(await requests(trigger.poll)).toHaveLength(2);
		seed({ data: { number: 1 } });
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
		expect(await requests(trigger.poll)).toHaveLength(2);
	});

	it('waits for what is under way in a long list that is sorted only within groups', async () => {
		const { settings } = fixture.anesya;
		Object.assign(settings, { listOrder: 'by name', listCarriesStatus: false, maxPageSize: 5 });
		const now = Date.now();
		const group = (documentName: string) => {
			for (let number = 0; number < 60; number += 1)
				seed({ documentName }, now - 3 * DAY + number * HOUR);
			return seed({ documentName, data: { documentName }, processingMs: NEVER }, now - HOUR);
		};
		const underWay = [group('b'), group('a')];
		const trigger = start();
		await trigger.poll();
		finish(...underWay);
		expect(await trigger.poll()).toHaveLength(2);
	});

	it('delivers a large batch in several polls', async () => {
		fixture.anesya.settings.listCarriesStatus = false;
		const trigger = start();
		await trigger.poll();
		for (let number = 0; number < 1_400; number += 1) seed({ data: { number } });
		const delivered: unknown[] = [];
		for (let poll = 0; poll < 6; poll += 1) delivered.push(...((await trigger.poll()) ?? []));
		expect(delivered).toEqual(Array.from({ length: 1_400 }, (_, number) => ({ number })));
		expect(JSON.stringify(trigger.staticData()).length).toBeLessThan(200_000);
	});

	it('delivers what was created while n8n was off', async () => {
		const trigger = start();
		const now = Date.now();
		seed({}, now - 3 * HOUR);
		await trigger.poll();
		for (let number = 0; number < 120; number += 1)
			seed({ data: { number } }, now - 2 * HOUR + number * 60_000);
		trigger.restart();
		expect(await trigger.poll()).toHaveLength(120);
	});

	it('polls only the chosen workflow or names', async () => {
		const byWorkflow = start({ workflow: OTHER_WORKFLOW });
		const byName = start({ filters: { search: 'order' } });
		await byWorkflow.poll();
		await byName.poll();
		seed({ data: { number: 1 }, workflow: OTHER_WORKFLOW, documentName: 'letter.pdf' });
		seed({ data: { number: 2 }, documentName: 'Order 7.pdf' });
		expect(await byWorkflow.poll()).toEqual([{ number: 1 }]);
		expect(await byName.poll()).toEqual([{ number: 2 }]);
	});

	it('starts from now again when the filter changes', async () => {
		const trigger = start({ filters: { search: 'order' } });
		await trigger.poll();
		seed({ data: { number: 1 }, documentName: 'letter.pdf' });
		trigger.restart(node({ filters: { search: 'letter' } }));
		expect(await trigger.poll()).toBeUndefined();
		seed({ data: { number: 2 }, documentName: 'letter.pdf' });
		expect(await trigger.poll()).toEqual([{ number: 2 }]);
	});

	it('delivers what had ended when the settings changed by those of then, and the rest by the new ones', async () => {
		seed({ documentName: 'order letter.pdf' });
		const trigger = start({ filters: { search: 'order' } });
		await trigger.poll();
		const underWay = begin(2);
		underWay.documentName = 'order letter.pdf';
		await trigger.poll();
		seed({ data: { number: 1 }, documentName: 'order.pdf' });
		trigger.restart(node({ filters: { search: 'letter' } }));
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
		finish(underWay);
		expect(await trigger.poll()).toEqual([{ number: 2 }]);
		seed({ data: { number: 3 }, documentName: 'letter.pdf' });
		const failed = { filters: { search: 'letter' }, triggerOn: ['failed'] };
		trigger.restart(node(failed));
		expect(await trigger.poll()).toEqual([{ number: 3 }]);
		seed({ data: { number: 4 }, documentName: 'letter.pdf' });
		const { id } = seed({ failsAt: 'OCR', documentName: 'letter.pdf' });
		expect(await trigger.poll()).toMatchObject([{ id, status: 'ERROR' }]);
		expect(trigger.errors).toEqual([]);
	});

	it('goes on with the new workflow if the one before was deleted, and says so once', async () => {
		seed({ workflow: OTHER_WORKFLOW });
		const trigger = start({ workflow: OTHER_WORKFLOW });
		await trigger.poll();
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			fault: { kind: 'response', status: 404, body: '{"detail":"Not found."}' },
		});
		trigger.restart(node({ workflow: DEFAULT_WORKFLOW_ID }));
		expect(await trigger.poll()).toBeUndefined();
		seed({ data: { number: 1 } });
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
		expect(trigger.errors).toMatchObject([
			{
				message: expect.stringContaining("no longer shows the extracts of this trigger's earlier"),
			},
		]);
	});

	it('delivers failed extracts if that is chosen', async () => {
		const trigger = start({ triggerOn: ['completed', 'failed'] });
		await trigger.poll();
		const failed = seed({ failsAt: 'PARSING', documentName: 'bad.pdf' });
		expect(await trigger.poll()).toEqual([
			{ id: failed.id, status: 'ERROR', document_name: 'bad.pdf', extraction_step: 'PARSING' },
		]);
		trigger.restart(node({ triggerOn: ['completed', 'failed'], options: { withDetails: true } }));
		const other = seed({ failsAt: 'OCR', documentName: 'bad.pdf' });
		expect(await trigger.poll()).toMatchObject([
			{ id: other.id, status: 'ERROR', _extract: { id: other.id, document_name: 'bad.pdf' } },
		]);
		const finishedOnly = start();
		await finishedOnly.poll();
		seed({ failsAt: 'OCR' });
		expect(await finishedOnly.poll()).toBeUndefined();
	});

	it('gives the same outputs as Wait for Extraction', async () => {
		const trigger = start({ output: 'rows', tableField: 'Lines', options: { withDetails: true } });
		await trigger.poll();
		const { id } = seed({ data: { Number: 7, Lines: [{ Item: 'a' }, { Item: 'b' }] } });
		expect(await trigger.poll()).toMatchObject([
			{ Number: 7, Item: 'a', _extract: { id } },
			{ Number: 7, Item: 'b', _extract: { id } },
		]);
	});

	it('tells in the log, and in the details, what the other operations tell by a hint', async () => {
		const warn = jest.spyOn(Container.get(Logger), 'warn');
		const trigger = start({ output: 'rows', tableField: 'Lines', options: { withDetails: true } });
		await trigger.poll();
		const { id } = seed({ data: { Total: 5, Lines: [] }, documentName: 'a.pdf' });
		const hint = 'There are no rows of the table "Lines" in "a.pdf".';
		expect(await trigger.poll()).toMatchObject([{ Total: 5, _extract: { id, hint } }]);
		expect(warn.mock.calls.flat()).toContainEqual(
			expect.stringMatching(`^Anesya: ${hint} The ID of the extract is ${id}.$`),
		);
		warn.mockRestore();
	});

	it.each([{ options: { withDetails: true } }, { output: 'extract' }])(
		'lacks no field that the rows of the list leave out: %j',
		async (parameters) => {
			const lean = ({ body, ...rest }: EmulatorResponse) => {
				const page: { results: object[] } = Object(body);
				const results = page.results.map((row) => ({ ...row, credit_used: undefined }));
				return { ...rest, body: { ...page, results } };
			};
			const fault = { kind: 'changed', change: lean } as const;
			fixture.anesya.fault({ path: /^\/extract\/$/, times: Infinity, fault });
			const trigger = start(parameters);
			await trigger.poll();
			const { id } = seed({ data: { number: 7 } });
			const [item] = (await trigger.poll()) ?? [];
			const extract = item?._extract ?? item;
			expect(extract).toMatchObject({ id, credit_used: 3 });
			if (extract === item) expect(extract).toMatchObject({ schema: DEFAULT_SCHEMA_ID });
		},
	);

	it('reports a document that does not fit the output, and goes on with the others', async () => {
		const trigger = start({ output: 'rows', tableField: 'Lines' });
		await trigger.poll();
		const odd = seed({ data: { Other: [{ a: 1 }] }, documentName: 'odd.pdf' });
		seed({ data: { Lines: [{ a: 2 }] } });
		expect(await trigger.poll()).toEqual([{ a: 2 }]);
		expect(trigger.errors).toMatchObject([
			{
				message: 'There is no table "Lines" in the extracted data: "odd.pdf"',
				description: expect.stringContaining(odd.id),
			},
		]);
	});

	it('forgets an extract that is deleted while it is under way', async () => {
		const trigger = start();
		await trigger.poll();
		const extract = begin(1);
		await trigger.poll();
		fixture.anesya.remove(extract.id);
		expect(await trigger.poll()).toBeUndefined();
		expect(await requests(trigger.poll)).toHaveLength(1);
	});

	it('repeats a poll after a transient error, and delivers nothing twice', async () => {
		const trigger = start();
		await trigger.poll();
		seed({ data: { number: 1 } });
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			times: 3,
			fault: { kind: 'response', status: 502 },
		});
		expect(await trigger.poll()).toBeUndefined();
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
		expect(await trigger.poll()).toBeUndefined();
	});

	it('leaves an extract that cannot be read at the moment to the next poll', async () => {
		fixture.anesya.settings.listCarriesStatus = false;
		const trigger = start();
		await trigger.poll();
		const [first] = [seed({ data: { number: 1 } }), seed({ data: { number: 2 } })];
		fixture.anesya.fault({
			path: new RegExp(first.id),
			times: 3,
			fault: { kind: 'response', status: 503, headers: { 'Retry-After': '0' } },
		});
		expect(await trigger.poll()).toEqual([{ number: 2 }]);
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
	});

	it('cannot be activated with a rejected token, and says what to do', async () => {
		const trigger = start();
		fixture.anesya.settings.token = 'a newer one';
		await expect(trigger.poll()).rejects.toMatchObject({
			message: 'Anesya did not accept the token (HTTP 401)',
			httpCode: '401',
		});
		expect(trigger.staticData()).toEqual({});
	});

	it('rejects an invalid workflow ID', async () => {
		await expect(start({ workflow: 'invoices' }).poll()).rejects.toMatchObject({
			message: expect.stringContaining('does not contain a valid ID'),
		});
	});

	it.each([
		['Trigger On', { triggerOn: "={{ 'finished' }}" }],
		['Output', { output: "={{ 'Rows' }}" }],
		['Add Extract Details', { options: { withDetails: "={{ 'id' }}" } }],
	])(
		'rejects an invalid choice from an expression, and skips no document: %s',
		async (field, wrong) => {
			const message = expect.stringContaining(`The field '${field}' has an invalid value: `);
			await expect(start(wrong, 'manual').poll()).rejects.toMatchObject({ message });
			const trigger = start(wrong);
			await expect(trigger.poll()).rejects.toMatchObject({ message });
			expect(trigger.staticData()).toEqual({});
		},
	);

	it('runs one poll at a time', async () => {
		const trigger = start();
		await trigger.poll();
		seed({ data: { number: 1 } });
		const polls = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(polls.filter((found) => found !== undefined)).toEqual([[{ number: 1 }]]);
	});

	describe('tested in the editor', () => {
		it('shows a recent extract, as often as the user likes', async () => {
			for (let number = 0; number < 120; number += 1)
				seed({ data: { number } }, Date.now() - DAY + number * 60_000);
			begin(120);
			const trigger = start({}, 'manual');
			expect(await trigger.poll()).toEqual([{ number: 119 }]);
			expect(await trigger.poll()).toEqual([{ number: 119 }]);
			expect(trigger.staticData()).toEqual({});
		});

		it('shows an extract while the active workflow polls', async () => {
			const active = start();
			await active.poll();
			seed({ data: { number: 1 } });
			expect(await Promise.all([active.poll(), start({}, 'manual').poll()])).toEqual([
				[{ number: 1 }],
				[{ number: 1 }],
			]);
		});

		it('says so when there is no extract', async () => {
			begin(1);
			await expect(start({}, 'manual').poll()).rejects.toMatchObject({
				message: 'No extract to show yet',
			});
		});
	});
});
