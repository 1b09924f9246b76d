import { runCampaign } from './campaign';
import { violations } from './report';

/** Shortens only the delays between the searches for a lost upload. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [100, 200, 500] }));

it('A short fault campaign ends with nothing lost, nothing paid twice, nothing unexplained', async () => {
	const reports = await runCampaign({
		seed: 'f',
		operations: 40,
		scenariosAtOnce: 5,
		documents: 10,
		maxProcessingMs: 500,
	});
	expect(violations(reports, [])).toEqual([]);
	expect(reports.flatMap(({ faults }) => faults).length).toBeGreaterThan(10);
	expect(
		reports.flatMap(({ outcomes }) => outcomes).filter((outcome) => outcome === 'delivered').length,
	).toBeGreaterThan(15);
}, 240_000);
