import type { Undecidable } from './expectation';

/** What came of one world. */
export interface PollingReport {
	extracts: number;
	delivered: number;
	/** About how many extracts nobody can decide whether they should have come, and why. */
	undecidable: Undecidable[];
	polls: number;
	requests: number;
	faults: number;
	restarts: number;
	/** Times that the user was told something. */
	told: number;
	mostRequests: number;
	/** Milliseconds. */
	longestPoll: number;
	/** Characters that n8n stores. */
	largestState: number;
	findings: string[];
}
