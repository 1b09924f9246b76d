import { checkInterval, firstCheckAfterUpload } from '../../../nodes/Anesya/waiting/steadySchedule';

/** When to check the status of a document; all times are in milliseconds. */
export interface Schedule {
	name: string;
	/** After the upload. */
	first: number;
	/**
	 * @param waited since the upload
	 * @param checks so far, from 1
	 * @param random from 0 to 1
	 * @returns the time until the next check
	 */
	next(waited: number, checks: number, random: number): number;
}

export const THIS_NODE: Schedule = {
	name: 'this node',
	first: firstCheckAfterUpload(1),
	next: (waited, _checks, random) => checkInterval({ waited, pending: 1, documents: 1 }, random),
};

/** This node and others, by the figures in their code. */
export const SCHEDULES: Schedule[] = [
	THIS_NODE,
	fixed('fixed, 1 s', 1_000),
	fixed('fixed, 2 s', 2_000),
	{ name: 'Mindee: 2 s, then 1.5 s', first: 2_000, next: () => 1_500 },
	backoff('LlamaCloud: 1 s, x 1.5, up to 5 s', 1.5, 5_000),
	backoff('google-gax: 1 s, x 1.3, up to 45 s', 1.3, 45_000),
];

function fixed(name: string, interval: number): Schedule {
	return { name, first: interval, next: () => interval };
}

/** Starts with one second. */
function backoff(name: string, factor: number, longest: number): Schedule {
	return {
		name,
		first: 1_000,
		next: (_waited, checks) => Math.min(1_000 * factor ** checks, longest),
	};
}
