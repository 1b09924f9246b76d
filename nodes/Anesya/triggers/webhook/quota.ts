import { abortable } from '../../concurrency/abortable';
import { sleep } from '../../concurrency/sleep';
import { createTokenBucket } from '../../concurrency/tokenBucket';
import { PausedError, TooManyCallsError } from './quotaErrors';

/** Requests at once for all calls of an account: its runs need most of what Anesya allows. */
const REQUESTS_AT_ONCE = 3;

/** Requests that may come to nothing before they go one at a time. */
export const UNVERIFIED = 3;

/** Milliseconds between those that come to nothing. */
const UNVERIFIED_INTERVAL = 1_000;

/** Requests that wait while they go one at a time: the last waits for as many intervals. */
const MOST_UNVERIFIED = 5;

/** Milliseconds that a request may wait because Anesya asked to; if it takes longer, all are refused. */
const LONGEST_WAIT = 10_000;

/**
 * Milliseconds. A wish of Anesya to wait is obeyed no longer: it may concern a run that uses the same
 * token, and these few reads must not be refused for an hour.
 */
const LONGEST_PAUSE = 30_000;

/** Calls at once: all documents of a batch may end in the same second. */
const MOST_CALLS = 500;

/** Bytes of these calls: n8n holds each of them until it has its response. */
const MOST_BYTES = 50_000_000;

/** Milliseconds for which Anesya is not asked again for an ID that it does not know. */
export const UNKNOWN_FOR = 15_000;
const MOST_UNKNOWN = 1_000;

/** Accounts of which the process keeps a quota; of more, the ones that are in use. */
const MOST_ACCOUNTS = 200;

/**
 * What webhook calls may cost an account, whichever triggers of this process they come to. Anybody may
 * call, so a request counts until it shows that the call was true. The calls of Anesya itself, however
 * many, only share a few connections; those of strangers are slow, and refused at once, as soon as there
 * are many of them.
 */
export interface Quota {
	/** Lets a call in. @returns what must be called in the end; undefined when too many wait already */
	enter(bytes: number): (() => void) | undefined;
	/**
	 * Makes a request when its turn comes.
	 *
	 * @param ids of its call: those with few go first, since most of Anesya's have one
	 * @param signal ends the wait for its turn; the request itself must obey it too
	 * @throws TooManyCallsError, PausedError, or the reason of the signal
	 */
	send<Result>(request: () => Promise<Result>, ids: number, signal?: AbortSignal): Promise<Result>;
	/**
	 * Requests showed that calls were true, or (a negative number) that they start nothing after all. To be
	 * called within their turn: otherwise the next request does not find what they give back.
	 */
	giveBack(requests: number): void;
	/** Anesya asked to wait. Reads go on after LONGEST_PAUSE at the latest. */
	pause(milliseconds: number): void;
	noteUnknown(id: string): void;
	/** Whether Anesya did not know the ID a moment ago. */
	isUnknown(id: string): boolean;
	isIdle(): boolean;
}

/** A request that waits. */
interface Turn {
	ids: number;
	hasCome: boolean;
	go(): void;
	refuse(reason: Error): void;
}

const quotas = new Map<string, Quota>();

/** @param account identifies it by its token */
export function quotaOf(account: string): Quota {
	const quota = quotas.get(account) ?? createQuota();
	quotas.delete(account);
	quotas.set(account, quota);
	for (const [oldest, other] of quotas) {
		if (quotas.size <= MOST_ACCOUNTS) break;
		if (other !== quota && other.isIdle()) quotas.delete(oldest);
	}
	return quota;
}

export function createQuota(): Quota {
	const bucket = createTokenBucket(UNVERIFIED, UNVERIFIED_INTERVAL);
	const waiting: Turn[] = [];
	const unknown = new Map<string, number>();
	let [calls, bytesHeld, running] = [0, 0, 0];
	let [resumesAt, asked] = [-Infinity, 0];
	let isTimerSet = false;

	/** Lets requests go, and refuses those that would wait too long. */
	function admit(): void {
		while (running < REQUESTS_AT_ONCE && waiting.length > 0) {
			const now = performance.now();
			const pause = resumesAt - now;
			const delay = pause > 0 ? pause : bucket.take(now);
			if (delay > 0) {
				const most = pause > 0 ? MOST_CALLS : MOST_UNVERIFIED;
				const reason = pause > 0 ? new PausedError(asked, pause) : new TooManyCallsError();
				waiting.splice(delay > LONGEST_WAIT ? 0 : most).forEach(({ refuse }) => refuse(reason));
				return admitAfter(delay);
			}
			running += 1;
			waiting.shift()?.go();
		}
	}

	function endTurn(): void {
		running -= 1;
		admit();
	}

	async function takeTurn(ids: number, signal: AbortSignal | undefined): Promise<void> {
		const turn: Turn = { ids, hasCome: false, go: () => {}, refuse: () => {} };
		const come = new Promise<void>((resolve, reject) => {
			turn.go = () => {
				turn.hasCome = true;
				resolve();
			};
			turn.refuse = reject;
		});
		const place = waiting.findIndex((other) => other.ids > ids);
		waiting.splice(place < 0 ? waiting.length : place, 0, turn);
		admit();
		await abortable(come, signal).catch((reason: unknown) => {
			if (turn.hasCome) endTurn();
			else if (waiting.includes(turn)) waiting.splice(waiting.indexOf(turn), 1);
			throw reason;
		});
	}

	function admitAfter(delay: number): void {
		if (isTimerSet) return;
		isTimerSet = true;
		void sleep(Math.min(delay, UNVERIFIED_INTERVAL), undefined).then(() => {
			isTimerSet = false;
			admit();
		});
	}

	return {
		enter(bytes) {
			if (calls >= MOST_CALLS || bytesHeld + bytes > MOST_BYTES) return undefined;
			calls += 1;
			bytesHeld += bytes;
			return () => {
				calls -= 1;
				bytesHeld -= bytes;
			};
		},
		async send(request, ids, signal) {
			await takeTurn(ids, signal);
			try {
				return await request();
			} finally {
				endTurn();
			}
		},
		giveBack(requests) {
			bucket.add(requests, performance.now());
			admit();
		},
		pause(milliseconds) {
			asked = milliseconds;
			resumesAt = Math.max(resumesAt, performance.now() + Math.min(milliseconds, LONGEST_PAUSE));
		},
		noteUnknown(id) {
			unknown.delete(id);
			unknown.set(id, performance.now() + UNKNOWN_FOR);
			const [oldest] = unknown.keys();
			if (unknown.size > MOST_UNKNOWN && oldest !== undefined) unknown.delete(oldest);
		},
		isUnknown: (id) => performance.now() < (unknown.get(id) ?? -Infinity),
		isIdle: () => calls === 0,
	};
}
