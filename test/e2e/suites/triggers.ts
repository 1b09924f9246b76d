import type { Environment } from '../environment';
import { startAnesya } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { startN8n } from '../server/startN8n';
import { callWorld } from '../tests/callWorld';
import { pollingWorld } from '../tests/pollingWorld';
import { secrecy } from '../tests/secrecy';
import type { Suite } from './suite';

/**
 * The scheduler of n8n 2.41, which is off by default: it loads a workflow anew for each poll, makes up for
 * polls that were due while n8n was away, and abandons a poll after 45 seconds unless told otherwise.
 */
const SCHEDULER = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TIMEOUT: '20',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};

/** Both triggers, while n8n crashes and Anesya is away. n8n 1 has no scheduler, and ignores its settings. */
export const withTriggers = (release: N8nRelease): Suite<Environment> => ({
	release,
	name: `n8n ${release.version}, triggers`,
	tests: [...pollingWorld, ...callWorld, ...secrecy],
	start: async (tarball) => {
		const anesya = await startAnesya({ listCarriesStatus: false });
		const n8n = await startN8n({
			name: `n8n-${release.version}-triggers`,
			release,
			tarball,
			emulator: anesya,
			settings: SCHEDULER,
		});
		return {
			environment: { n8n, anesya },
			figures: `ready after ${n8n.startedIn.toFixed(1)} s`,
		};
	},
});
