import { startAnesya } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { startN8n } from '../server/startN8n';
import type { CampaignEnvironment } from '../tests/campaign';
import { campaign, mailScenario } from '../tests/campaign';
import { secrecy } from '../tests/secrecy';
import type { Suite } from './suite';

/** Everything goes wrong, in Anesya and in the network. */
export const withFaults = (release: N8nRelease): Suite<CampaignEnvironment> => ({
	release,
	name: `n8n ${release.version}, faults`,
	tests: [...campaign, ...secrecy],
	start: async (tarball) => {
		const scenario = mailScenario(release.version);
		const anesya = await startAnesya(scenario.emulatorOptions);
		const n8n = await startN8n({
			name: `n8n-${release.version}-faults`,
			release,
			tarball,
			emulator: anesya,
		});
		return {
			environment: { n8n, anesya, scenario },
			figures: `ready after ${n8n.startedIn.toFixed(1)} s`,
		};
	},
});
