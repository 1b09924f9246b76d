/** One promise about the product, and how it is kept. */
export interface Check<Place> {
	/** The promise, as a sentence. */
	name: string;
	/**
	 * @param place what the check works with
	 * @returns figures worth printing, if there are any
	 * @throws when the promise is not kept; its text says what was seen
	 */
	run(place: Place): Promise<string | void>;
}

/** Runs checks one after the other, one printed line each, and counts. */
export class Checks {
	private passed = 0;

	private failed = 0;

	/** @returns whether it passed */
	async run(name: string, check: () => Promise<string | void>): Promise<boolean> {
		const started = performance.now();
		const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
		try {
			const figures = await check();
			this.passed += 1;
			console.log(`✓ ${name} (${seconds()})${figures ? `: ${figures}` : ''}`);
			return true;
		} catch (error) {
			this.failed += 1;
			console.log(
				`✗ ${name} (${seconds()}): ${error instanceof Error ? error.message : String(error)}`,
			);
			return false;
		}
	}

	/** Prints the summary, and makes the process fail if a check did. */
	summarize(): void {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		if (this.failed > 0) process.exitCode = 1;
	}
}
