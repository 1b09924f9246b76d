import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import type { Emulator } from '../../emulator';
import type { StoredExtract } from '../../emulator/extracts';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { waitUntil } from '../server/waitUntil';
import { startedBy, TRIGGER } from '../workflows/triggered';

/** Seconds between two polls. n8n refuses a schedule of less than a minute, but takes several schedules. */
const EVERY = 5;

const NEVER = 365 * 24 * 3_600_000;

/** Extracts that end while n8n is away: more than one poll reads within its time. */
const BACKLOG = 300;

/** Milliseconds that a single read takes then. */
const SLOW_READ = 600;

/** What has arrived: the numbers of the extracts, and the texts of failed executions. */
interface Arrived {
	numbers: number[];
	failed: string[];
}

/** The polling trigger, in one long story: whatever happens, each extract starts the workflow once. */
export const pollingWorld: Array<TestCase<Environment>> = [
	{
		name: 'each extract that ends starts the workflow once: across crashes, a backlog that takes several polls, an outage, a rejected token and a changed filter',
		run: async ({ n8n, anesya }) => {
			const expected: number[] = [];
			let count = 0;
			const make = (search: string, more: Parameters<Emulator['seed']>[0] = {}, at?: number) => {
				count += 1;
				return anesya.seed({ documentName: `${search}.pdf`, data: { number: count }, ...more }, at);
			};
			const ends = (extract: StoredExtract) => {
				extract.processingMs = 0;
				expected.push(count);
			};
			/** An extract that has ended, and is to come. */
			const finish = (search: string) => ends(make(search));

			// Anesya tells its time in whole seconds, so this one must be a little older.
			anesya.seed({ documentName: 'first.pdf', data: { number: 0 } }, Date.now() - 60_000);
			const underWay = make('first', { processingMs: NEVER });
			const underWayNumber = count;
			const workflow = pollingFor('first', n8n.credential);
			const id = await n8n.api.activate(workflow);
			const arrived = async () => await arrivedIn(n8n, id);
			const hasAll = async (what: string) =>
				await waitUntil(
					what,
					async () => (await arrived()).numbers.length >= expected.length || undefined,
					{ within: 120_000, every: 2_000 },
				);
			const polls = () => anesya.requests.filter(({ path }) => path === '/extract/').length;
			const nextPolls = async (times: number) => {
				const before = polls();
				await waitUntil(`${times} polls`, () => polls() >= before + times || undefined, {
					within: 60_000,
				});
			};
			// The first poll is that of the activation, which n8n 2.41 makes a little later.
			await nextPolls(2);
			underWay.processingMs = 0;
			expected.push(underWayNumber);
			finish('first');
			await hasAll('what ends comes');

			// Between two polls, right after a delivery.
			await n8n.restart('kill', () => {
				for (let number = 0; number < BACKLOG; number += 1) finish('first');
				const fault = { kind: 'delay', milliseconds: SLOW_READ } as const;
				anesya.fault({ path: /^\/extract\/[^/]+\/$/, times: BACKLOG, fault });
			});
			await nextPolls(1);
			await pause(1_000);
			// During a poll.
			await n8n.restart('kill', () => finish('first'));
			await hasAll('the backlog comes');

			const away = { kind: 'response', status: 503, headers: { 'Retry-After': '0' } } as const;
			anesya.fault({ path: /^\/extract\//, times: 9, fault: away });
			finish('first');
			await hasAll('what ended in the outage comes');

			const { token } = anesya.settings;
			anesya.settings.token = 'a newer one';
			await nextPolls(3);
			anesya.settings.token = token;
			finish('first');
			await hasAll('what ended while the token was rejected comes');

			make('second', {}, Date.now() - 60_000);
			await n8n.api.republish(id, pollingFor('second', n8n.credential, workflow));
			await nextPolls(2);
			make('first');
			finish('second');
			await hasAll('what ends after the filter was changed comes');

			await nextPolls(2);
			const { numbers, failed } = await arrived();
			expect(numbers.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
			expect(failed).toEqual([expect.stringContaining('did not accept the token')]);
			expect(await n8n.log()).not.toContain('Poll exceeded its timeout');
			return `${numbers.length} extracts, ${polls()} requests for the list`;
		},
	},
];

function pollingFor(
	search: string,
	credential: Environment['n8n']['credential'],
	before?: ReturnType<typeof startedBy>,
) {
	const seconds = Array.from({ length: 60 / EVERY }, (_, index) => index * EVERY);
	const item = seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` }));
	const parameters = { triggerOn: ['completed'], filters: { search }, pollTimes: { item } };
	return startedBy('anesyaPollingTrigger', parameters, credential, before);
}

async function arrivedIn({ api }: Environment['n8n'], workflowId: string): Promise<Arrived> {
	const executions = await api.executions(workflowId);
	const ended = await Promise.all(executions.map(async ({ id }) => await api.endOf(id)));
	return {
		numbers: ended.flatMap((execution) =>
			execution.itemsOf(TRIGGER).map(({ json }) => Number(json.number)),
		),
		failed: ended.flatMap(({ error }) => error?.message ?? []),
	};
}
