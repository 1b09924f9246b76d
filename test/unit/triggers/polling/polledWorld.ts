import type { ExtractFilter } from '../../../../nodes/Anesya/api/listExtracts';
import { AnesyaApiError } from '../../../../nodes/Anesya/transport/apiError';
import { parseState } from '../../../../nodes/Anesya/triggers/polling/parseState';
import type { PolledList } from '../../../../nodes/Anesya/triggers/polling/polledList';
import { pollList, withChoiceOf } from '../../../../nodes/Anesya/triggers/polling/pollList';
import type { PollingState } from '../../../../nodes/Anesya/triggers/polling/state';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.parse('2026-06-01');

export type Outcome = 'FINISHED' | 'ERROR';

/** An extract, and the workflows whose lists have it. */
interface Made {
	id: string;
	lists: string[];
	createdAt: number;
	endsAt: number;
	outcome: Outcome;
}

const away = new AnesyaApiError(
	{ message: 'Anesya is away', description: '' },
	{ retryable: true, accepted: 'no' },
);

/** How Anesya behaves. */
interface Behavior {
	pageSize: number;
	/** Requests for which a poll has time. */
	requests: number;
	/** Whether it tells its time. */
	hasClock: boolean;
}

export const FAST: Behavior = { pageSize: 1_000, requests: Infinity, hasClock: true };
export const SLOW: Behavior = { pageSize: 4, requests: 7, hasClock: true };
export const CLOCKLESS: Behavior = { ...FAST, hasClock: false };

/** Anesya, and an n8n that keeps what a poll learned at an activation or a delivery only. */
export function openWorld(
	firstList: string,
	{ pageSize, requests: mostRequests, hasClock } = FAST,
) {
	let now = START;
	let isAway = false;
	let clockError = 0;
	let requests = 0;
	let chosen = firstList;
	let outcomes: Outcome[] = ['FINISHED'];
	let refused: string | undefined;
	let refusal = away;
	let [latest, stored]: [PollingState | undefined, PollingState | undefined] = [
		undefined,
		undefined,
	];
	let mayHaveMissed = true;
	const made: Made[] = [];
	const delivered: string[] = [];
	const refusals: AnesyaApiError[] = [];

	const open = ({ workflow = '' }: ExtractFilter): PolledList => {
		const rows = () =>
			made
				.filter(({ lists }) => lists.includes(workflow))
				.map((extract) => ({
					id: extract.id,
					created_at: new Date(extract.createdAt).toISOString(),
					status: extract.endsAt <= now ? extract.outcome : 'CREATED',
				}));
		const unlessAway = <Value>(value: () => Value): Value => {
			requests += 1;
			if (isAway) throw away;
			return value();
		};
		const unlessRefused = <Value>(value: () => Value): Value => {
			if (refused === workflow) throw refusal;
			return value();
		};
		return {
			account: 'account',
			filter: { workflow },
			readPage: async (page) =>
				unlessAway(() =>
					unlessRefused(() => ({
						rows: rows().slice((page - 1) * pageSize, page * pageSize),
						count: rows().length,
						hasNext: page * pageSize < rows().length,
					})),
				),
			readExtract: async (id) =>
				unlessAway(() => ({ extract: rows().find((row) => row.id === id) })),
			// Anesya tells its time in whole seconds.
			now: () => (isAway || !hasClock ? now + clockError : Math.floor(now / 1_000) * 1_000),
		};
	};

	/** @param meanwhile happens before the poll reads the list */
	async function poll(isActivation = false, meanwhile = () => {}): Promise<void> {
		const begunAt = now;
		requests = 0;
		const list = open({ workflow: chosen });
		const hasTime = (share: number) => requests < mostRequests * share;
		const time = { hasTime, elapsed: () => now - begunAt };
		meanwhile();
		const isWanted = ({ status }: { status: string }) => outcomes.some((one) => one === status);
		const selection = {
			triggerOn: outcomes.join(' '),
			isWanted,
			isFinal: true,
			isEnough: () => true,
			keep: <T>(row: T) => row,
			portion: 9,
		};
		const kept = { state: latest, mayHaveMissed, isBeingStored: false };
		const ports = { list, selection, time };
		const polled = await pollList(ports, kept, open).catch(() => undefined);
		const ended = polled?.ended.map(({ id }) => id) ?? [];
		latest = polled?.state ?? withChoiceOf(ports, kept).state;
		refusals.push(...(polled?.refusal === undefined ? [] : [polled.refusal]));
		delivered.push(...ended);
		mayHaveMissed = false;
		if (isActivation || ended.length > 0) stored = latest;
	}

	return {
		poll,
		delivered,
		refusals,
		made,
		now: () => now,
		pass: (milliseconds: number) => void (now += milliseconds),
		make: (lists: string[], endsAt: number, outcome: Outcome = 'FINISHED') =>
			made.push({ id: `x${made.length}`, lists, createdAt: now, endsAt, outcome }),
		/** From now on, the list of a workflow gives this error. */
		refuse: (list: string, error: AnesyaApiError) => void ([refused, refusal] = [list, error]),
		setAway: (value: boolean) => void (isAway = value),
		/** Sets the clock of n8n wrong, which counts while Anesya does not tell its time. */
		setClock: (error: number) => void (clockError = error),
		async choose(list: string, triggerOn = outcomes) {
			chosen = list;
			outcomes = triggerOn;
			await poll(true);
		},
		async restart() {
			latest = parseState(JSON.parse(JSON.stringify(stored ?? null)));
			mayHaveMissed = true;
			await poll(true);
		},
	};
}
