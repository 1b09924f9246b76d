/** Runs checks one after the other, one printed line each, and counts. */
export class Checks {
	private passed = 0;

	private failed = 0;

	/** @param check throws, or gives a text, when something is wrong */
	async run(name: string, check: () => Promise<string | undefined>): Promise<void> {
		const started = performance.now();
		const problem = await check().catch((error: unknown) => String(error));
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		if (problem === undefined) this.passed += 1;
		else this.failed += 1;
		console.log(problem === undefined ? `✓ ${name} (${seconds} s)` : `✗ ${name}: ${problem}`);
	}

	/** Prints the summary, and makes the process fail if a check did. */
	summarize(): void {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		if (this.failed > 0) process.exitCode = 1;
	}
}
