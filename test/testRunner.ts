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

	private readonly failures: string[] = [];

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
			const failure = `✗ ${name} (${seconds()}): ${error instanceof Error ? error.message : String(error)}`;
			this.failures.push(failure);
			console.log(failure);
			return false;
		}
	}

	/** Prints the failures again, since a long log is cut, and sets the exit code to 1 if there are any. */
	summarize(): void {
		for (const failure of this.failures) console.log(failure);
		console.log(`${this.passed} passed, ${this.failures.length} failed`);
		if (this.failures.length > 0) process.exitCode = 1;
	}
}
