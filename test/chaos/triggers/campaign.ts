import CliTable from 'cli-table3';

import { createRandom } from '../random';
import { UNDECIDABLE } from './expectation';
import type { PollingReport } from './pollingReport';
import { drawPollingWorld } from './pollingWorld';
import { runPollingWorld } from './runPollingWorld';
import { startVirtualTime } from './virtualTime';
import type { WebhookReport } from './webhookWorld';
import { runWebhookWorld } from './webhookWorld';

export interface TriggerCampaignOptions {
	seed: string;
	worlds: number;
	/** Extracts of a world at most. */
	size: number;
	/** Called after each world, with what was found so far. */
	onWorld?: (world: number, findings: string[]) => void;
}

/** What came of all worlds. */
export interface TriggerCampaign {
	polling: PollingReport[];
	webhook: WebhookReport[];
	/** With the world in which it was found. */
	findings: string[];
}

/** One world in so many is one of webhook calls. */
const WEBHOOK_SHARE = 5;

/** Plays worlds one after the other, each in virtual time: the same seed gives the same worlds. */
export async function runTriggerCampaign({
	seed,
	worlds,
	size,
	onWorld,
}: TriggerCampaignOptions): Promise<TriggerCampaign> {
	const [polling, webhook, findings]: [PollingReport[], WebhookReport[], string[]] = [[], [], []];
	for (let number = 1; number <= worlds; number += 1) {
		const random = createRandom(seed, 'trigger world', number);
		const time = startVirtualTime(random.number);
		const name = `${seed} ${number}`;
		try {
			if (number % WEBHOOK_SHARE === 0)
				webhook.push(await runWebhookWorld(random, size, time, name));
			else {
				const world = drawPollingWorld(random, size);
				polling.push(await runPollingWorld(world, random, time, name));
			}
			const report = number % WEBHOOK_SHARE === 0 ? webhook.at(-1) : polling.at(-1);
			findings.push(...(report?.findings ?? []).map((finding) => `world ${number}: ${finding}`));
		} finally {
			time.restore();
		}
		onWorld?.(number, findings);
	}
	return { polling, webhook, findings };
}

export function triggerTable({ polling, webhook, findings }: TriggerCampaign): string {
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const most = (numbers: number[]) => numbers.reduce((max, number) => Math.max(max, number), 0);
	const [polls, requests] = [
		sum(polling.map((one) => one.polls)),
		sum(polling.map((one) => one.requests)),
	];
	const table = new CliTable({
		colAligns: ['left', 'right'],
		style: { head: [], border: [], compact: true },
	});
	table.push(
		['Worlds', polling.length + webhook.length],
		['Extracts', sum([...polling, ...webhook].map((one) => one.extracts))],
		['Delivered', sum([...polling, ...webhook].map((one) => one.delivered))],
		...undecidableRows(polling),
		['Polls', polls],
		['  after a restart', sum(polling.map((one) => one.restarts))],
		['  requests a poll', (requests / polls).toFixed(2)],
		['  requests a poll at most', most(polling.map((one) => one.mostRequests))],
		['  seconds a poll at most', most(polling.map((one) => one.longestPoll)) / 1000],
		['  told to the user', sum(polling.map((one) => one.told))],
		['Faults', sum(polling.map((one) => one.faults))],
		['Webhook calls', sum(webhook.map((one) => one.calls))],
		['  of strangers', sum(webhook.map((one) => one.strangers))],
		['  requests', sum(webhook.map((one) => one.requests))],
		[
			'Kilobytes that n8n keeps at most',
			most([...polling, ...webhook].map((one) => one.largestState)) / 1000,
		],
		['FINDINGS', findings.length],
	);
	return table.toString();
}

/** What the audit leaves open, by the reason. */
function undecidableRows(polling: PollingReport[]): Array<[string, number]> {
	const all = polling.flatMap(({ undecidable }) => undecidable);
	const reasons = Object.entries(UNDECIDABLE).map(([reason, text]): [string, number] => [
		`    ${text}`,
		all.filter((one) => one === reason).length,
	]);
	return [['  Nobody can know whether they are due', all.length], ...reasons];
}
