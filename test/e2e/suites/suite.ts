import type { Check, Checks } from '../../checks';
import type { Line } from '../install/n8n';
import { undoFromHere } from '../server/leftovers';
import { strays } from '../server/strays';

/** Servers that are started together, and what is checked while they run. */
export interface Suite<Place> {
	name: string;
	line: Line;
	/**
	 * @param tarball of the package
	 * @returns what the checks work with, and figures worth printing
	 */
	open(tarball: string): Promise<{ place: Place; figures?: string }>;
	checks: Array<Check<Place>>;
}

/** Starts, checks, and stops again; what was started is gone afterwards in any case. */
export async function runSuite<Place>(
	suite: Suite<Place>,
	tarball: string,
	checks: Checks,
): Promise<void> {
	console.log(`\n${suite.name}`);
	const undoSuite = undoFromHere();
	const places: Place[] = [];
	await checks.run('it starts', async () => {
		const { place, figures } = await suite.open(tarball);
		places.push(place);
		return figures;
	});
	for (const place of places) {
		for (const { name, run } of suite.checks) await checks.run(name, async () => await run(place));
	}
	await checks.run('it stops, and no process is left', async () => {
		await undoSuite();
		const left = await strays();
		if (left.length > 0) throw new Error(left.join(', '));
	});
}
