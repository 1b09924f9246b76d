import type { CampaignPlace } from '../checks/campaign';
import { campaign, roundOfMails } from '../checks/campaign';
import { secrecy } from '../checks/secrecy';
import type { Line } from '../install/n8n';
import { openAnesya } from '../place';
import { startN8n } from '../server/startN8n';
import type { Suite } from './suite';

/** An Anesya, and a network, where everything goes wrong. */
export const withFaults = (line: Line): Suite<CampaignPlace> => ({
	line,
	name: `n8n ${line.version}, faults`,
	checks: [...campaign, ...secrecy],
	open: async (tarball) => {
		const round = roundOfMails(line.version);
		const anesya = await openAnesya(round.anesya);
		const n8n = await startN8n({
			name: `n8n-${line.version}-faults`,
			line,
			tarball,
			emulator: anesya,
		});
		return { place: { n8n, anesya, round }, figures: `ready after ${n8n.startedIn.toFixed(1)} s` };
	},
});
