/** One test case. */
export interface TestCase<Environment> {
	/** What is expected, as a sentence. */
	name: string;
	/**
	 * @param environment what the test case works with
	 * @returns figures worth printing, if any
	 * @throws when the expectation is not met
	 */
	run(environment: Environment): Promise<string | void>;
}

/** Runs test cases one after the other, prints a line for each, and counts. */
export class TestRunner {
	private passed = 0;

	private failed = 0;

	/** @returns whether it passed */
	async run(name: string, test: () => Promise<string | void>): Promise<boolean> {
		const started = performance.now();
		const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
		try {
			const figures = await test();
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

	/** Prints the summary, and sets the exit code to 1 if a test case failed. */
	summarize(): void {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		if (this.failed > 0) process.exitCode = 1;
	}
}
