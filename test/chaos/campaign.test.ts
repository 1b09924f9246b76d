import { runCampaign } from './campaign';
import { objections } from './report';

/** Only the time between the looks for a lost upload is shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [100, 200, 500] }));

it('A short fault campaign ends with nothing lost, nothing paid twice, nothing unexplained', async () => {
	const reports = await runCampaign({
		seed: 'f',
		operations: 60,
		roundsAtOnce: 5,
		documents: 10,
		longest: 500,
	});
	expect(objections(reports, [])).toEqual([]);
	expect(reports.flatMap(({ faults }) => faults).length).toBeGreaterThan(20);
	expect(
		reports.flatMap(({ fates }) => fates).filter((fate) => fate === 'delivered').length,
	).toBeGreaterThan(30);
});
