import type { TestCase, TestRunner } from '../../testRunner';
import type { N8nRelease } from '../install/n8n';
import { cleanupScope } from '../server/cleanup';
import { strayProcesses } from '../server/strayProcesses';

/** Servers that are started together, and the test cases that use them. */
export interface Suite<Environment> {
	name: string;
	release: N8nRelease;
	/**
	 * @param tarball of the package
	 * @returns what the test cases work with, and figures worth printing
	 */
	start(tarball: string): Promise<{ environment: Environment; figures?: string }>;
	tests: Array<TestCase<Environment>>;
}

/** Starts the servers, runs the test cases, and stops everything that was started, whatever happened. */
export async function runSuite<Environment>(
	suite: Suite<Environment>,
	tarball: string,
	runner: TestRunner,
): Promise<void> {
	console.log(`\n${suite.name}`);
	const cleanUpSuite = cleanupScope();
	const environments: Environment[] = [];
	await runner.run('it starts', async () => {
		const { environment, figures } = await suite.start(tarball);
		environments.push(environment);
		return figures;
	});
	for (const environment of environments) {
		for (const { name, run } of suite.tests)
			await runner.run(name, async () => await run(environment));
	}
	await runner.run('it stops, and no process is left', async () => {
		await cleanUpSuite();
		const left = await strayProcesses();
		if (left.length > 0) throw new Error(left.join(', '));
	});
}
