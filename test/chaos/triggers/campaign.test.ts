import '../../engine/harness/environment';

import { runTriggerCampaign } from './campaign';

it('A short campaign of the triggers ends with nothing lost, nothing twice and nothing foreign', async () => {
	const { polling, webhook, findings } = await runTriggerCampaign({
		seed: 'short',
		worlds: 15,
		size: 30,
	});
	expect(findings).toEqual([]);
	const all = [...polling, ...webhook];
	expect(all.reduce((total, { delivered }) => total + delivered, 0)).toBeGreaterThan(60);
}, 120_000);
