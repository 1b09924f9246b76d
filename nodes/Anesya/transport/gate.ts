import { sleep, sleepWhile } from '../concurrency/sleep';
import type { Abandon, Abandonable } from './abandonment';
import { createAbandonment } from './abandonment';
import { AnesyaApiError } from './apiError';
import type { Breaker } from './breaker';
import { createBreaker } from './breaker';
import { isAnswered, isFinal, notSentError } from './outageErrors';
import { SUSPICIOUS_SILENCE } from './outageLimits';
import { createSilence } from './silence';

/** Milliseconds that a held request sleeps at most: it may be let through earlier. */
const LONGEST_SLEEP = 1_000;

/** A failed probe was made to find out: it holds all requests back at once. */
const WEIGHT_OF_PROBE = 3;

/** Why a request is no longer watched. Without a reason, each abort would make an error with a stack. */
const LEFT = new Error('The request has ended');

/** A request on its way. */
export interface Passage extends Abandonable {
	/** Takes what came of it: the status of a response, and its error unless it is a success. */
	report(error: AnesyaApiError | undefined): void;
	/** Must be called in the end, also without a report. */
	leave(): void;
}

/**
 * What holds the requests of a run back while they cannot succeed. Two kinds of circuit breakers tell:
 * one for Anesya as a whole, which is tried by a cheap probe, and one for the uploads to each
 * destination, which is tried by the next upload.
 */
export interface Gate {
	/**
	 * Waits until a request may be sent.
	 *
	 * @param destination of an upload; undefined for everything else
	 * @param signal ends the wait; that of the execution unless given
	 * @throws AnesyaApiError when it will not be sent, or the reason of the signal
	 */
	enter(destination?: string, signal?: AbortSignal): Promise<Passage>;
}

/** What the gate needs from outside. */
export interface GatePorts {
	/** Asks Anesya for next to nothing. @returns the error, if any */
	probe(): Promise<AnesyaApiError | undefined>;
	/** Takes a slot of the throttle. @returns milliseconds to wait, or 0 when it is taken */
	acquireSlot(now: number): number;
	/** Of the execution. */
	signal: AbortSignal;
}

export function createGate(ports: GatePorts): Gate {
	const anesya = createBreaker();
	const silence = createSilence();
	const uploads = new Map<string, Breaker>();
	let runningProbe: Promise<void> | undefined;

	function breakerFor(destination: string): Breaker {
		const breaker = uploads.get(destination) ?? createBreaker();
		uploads.set(destination, breaker);
		return breaker;
	}

	function learn(error: AnesyaApiError | undefined, sentAt: number, weight?: number): void {
		const now = performance.now();
		if (error?.status !== undefined || error === undefined) silence.noteResponse(now);
		if (error === undefined || isAnswered(error)) anesya.succeed(now);
		else if (isFinal(error)) anesya.open(error);
		else anesya.fail(error, sentAt, now, weight);
	}

	function learnOfUploads(
		breaker: Breaker,
		error: AnesyaApiError | undefined,
		sentAt: number,
	): void {
		const now = performance.now();
		if (error?.status === 403) breaker.refuse(error, sentAt, now);
		else if (error === undefined || isAnswered(error)) breaker.succeed(now);
		else breaker.fail(error, sentAt, now);
	}

	/** One at a time, whoever asks for it. */
	async function runProbe(): Promise<void> {
		const sentAt = performance.now();
		const send = async () => {
			const error = await ports.probe();
			silence.noteProbe(error, performance.now());
			learn(error, sentAt, WEIGHT_OF_PROBE);
		};
		runningProbe ??= send().finally(() => (runningProbe = undefined));
		await runningProbe;
	}

	/** @throws the error that opened the breaker */
	async function untilAnesyaResponds(ended: AbortSignal): Promise<void> {
		for (;;) {
			const admission = anesya.admit(performance.now());
			if (admission === 'go') return;
			if (admission === 'trial') await runProbe().finally(() => anesya.endTrial());
			else await sleep(Math.min(admission, LONGEST_SLEEP), ended);
		}
	}

	/** @returns whether it is the trial */
	async function untilAdmitted(
		breaker: Breaker | undefined,
		signal: AbortSignal,
	): Promise<boolean> {
		for (;;) {
			await untilAnesyaResponds(signal);
			const now = performance.now();
			const admission = breaker?.admit(now) ?? 'go';
			const delay = typeof admission === 'number' ? admission : ports.acquireSlot(now);
			if (delay === 0) return admission === 'trial';
			if (admission === 'trial') breaker?.endTrial();
			await sleep(Math.min(delay, LONGEST_SLEEP), signal);
		}
	}

	/**
	 * Finds out about a silence long before the time limit of a request. An upload that got lost in one
	 * would hold up others for minutes, though Anesya is there again; any other request has a short limit.
	 *
	 * @param left aborted when the request has ended
	 */
	async function watch(
		{ left, sentAt, isUpload }: { left: AbortSignal; sentAt: number; isUpload: boolean },
		abandon: Abandon,
	): Promise<void> {
		for (;;) {
			await sleepWhile(() => !left.aborted, SUSPICIOUS_SILENCE);
			if (left.aborted) return;
			if (silence.lasts(performance.now()) >= SUSPICIOUS_SILENCE) {
				await runProbe();
				try {
					await untilAnesyaResponds(left);
				} catch (thrown) {
					if (thrown instanceof AnesyaApiError && anesya.hasGivenUp()) abandon(thrown, false);
					return;
				}
			}
			const lostIn = isUpload ? silence.lostIn(sentAt, performance.now()) : undefined;
			if (lostIn !== undefined) return abandon(lostIn, true);
		}
	}

	return {
		async enter(destination, signal = ports.signal) {
			const isUpload = destination !== undefined;
			const breaker = isUpload ? breakerFor(destination) : undefined;
			const isTrial = await untilAdmitted(breaker, signal).catch((thrown: unknown) => {
				const isOfOthers = thrown instanceof AnesyaApiError && thrown !== signal.reason;
				throw isOfOthers ? notSentError(thrown, isUpload) : thrown;
			});
			const sentAt = performance.now();
			const left = new AbortController();
			const { abandon, ...abandonable } = createAbandonment();
			watch({ left: left.signal, sentAt, isUpload }, abandon).catch(() => {});
			return {
				...abandonable,
				report(error) {
					learn(isUpload && error?.status === 429 ? undefined : error, sentAt);
					if (breaker !== undefined) learnOfUploads(breaker, error, sentAt);
				},
				leave() {
					left.abort(LEFT);
					if (isTrial) breaker?.endTrial();
				},
			};
		},
	};
}
