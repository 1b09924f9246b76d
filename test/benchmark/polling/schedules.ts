import { createDurationMemory } from '../../../nodes/Anesya/waiting/durationMemory';
import { startWaiting } from '../../../nodes/Anesya/waiting/pendingExtract';
import { createSchedule } from '../../../nodes/Anesya/waiting/schedule';
import { checkInterval, firstCheckAfterUpload } from '../../../nodes/Anesya/waiting/steadySchedule';
import { OUTPUT } from '../../unit/results/outputSettings';

/** When to check the status of a document; all times are in milliseconds. */
export interface Schedule {
	name: string;
	/** After the upload. @param random from 0 to 1 */
	first(random: () => number): number;
	/**
	 * @param waited since the upload
	 * @param checks so far, from 1
	 * @returns the time until the next check
	 */
	next(waited: number, checks: number, random: () => number): number;
}

/** This node while it knows nothing: what it did before it learned. */
export const STEADY: Schedule = {
	name: 'this node, nothing known',
	first: () => firstCheckAfterUpload(false),
	next: (waited, _checks, random) => checkInterval({ waited, pending: 1, documents: 1 }, random()),
};

/** Others, by the figures in their code. */
export const OTHERS: Schedule[] = [
	fixed('fixed, 1 s', 1_000),
	fixed('fixed, 2 s', 2_000),
	{ name: 'Mindee: 2 s, then 1.5 s', first: () => 2_000, next: () => 1_500 },
	backoff('LlamaCloud: 1 s, x 1.5, up to 5 s', 1.5, 5_000),
	backoff('google-gax: 1 s, x 1.3, up to 45 s', 1.3, 45_000),
];

/**
 * This node when it has seen documents.
 *
 * @param seen how long each took, in milliseconds
 */
export function learnedFrom(seen: number[]): Schedule {
	const durations = createDurationMemory();
	for (const duration of seen) durations.note(KIND, duration, 0);
	return {
		name: `this node, ${seen.length} documents seen`,
		first: (random) =>
			createSchedule({ durations, random }).firstDelay(
				{ kind: KIND, isOneOfMany: false, uploadedAt: 0 },
				STEADY.first(random),
				0,
			),
		next(waited, _checks, random) {
			const extract = {
				pending: startWaiting('extract', LIMITS, 0),
				workflow: undefined,
				kind: KIND,
				output: OUTPUT,
				onCheck() {},
				onAbort() {},
			};
			const run = { pending: 1, documents: 1 };
			return createSchedule({ durations, random }).delayAfterCheck(extract, waited, run);
		},
	};
}

const KIND = 'workflow';
const LIMITS = { timeout: Infinity, firstCheckAfter: 0 };

function fixed(name: string, interval: number): Schedule {
	return { name, first: () => interval, next: () => interval };
}

/** Starts with one second. */
function backoff(name: string, factor: number, longest: number): Schedule {
	return {
		name,
		first: () => 1_000,
		next: (_waited, checks) => Math.min(1_000 * factor ** checks, longest),
	};
}
