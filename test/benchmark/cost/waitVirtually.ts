import { setImmediate as turn } from 'node:timers/promises';

import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { WaitingRoom } from '../../../nodes/Anesya/waiting/waitingRoom';
import { firstCheckAfterUpload } from '../../../nodes/Anesya/waiting/schedule';
import { createWatch } from '../../../nodes/Anesya/waiting/watch';
import { durations } from '../draws/durations';
import { randomFrom } from '../draws/random';

const PAGE = 50;
const WORKFLOW = 'workflow';

/** Waits for so many extracts at once, in virtual time and without a network: what is left is the wait's own work. */
export async function waitVirtually(count: number, listCarriesStatus: boolean): Promise<{ looks: number }> {
	const ends = new Map(durations(25, count, count).map((duration, index) => [`extract-${index}`, duration]));
	let [time, looks] = [0, 0];
	const extractAt = (id: string): Extract => ({
		id,
		status: time >= (ends.get(id) ?? 0) ? 'FINISHED' : 'IN_PROGRESS',
		extracted_data: {},
		content: '',
		document_url: '',
		created_at: '',
	});
	const room: WaitingRoom = {
		now: () => time,
		random: randomFrom(count),
		async sleep(milliseconds) {
			await turn();
			time += milliseconds;
		},
		async read(id) {
			looks += 1;
			return { extract: extractAt(id) };
		},
		async readListed(_workflow, ids) {
			const pages = Math.ceil(count / PAGE);
			looks += pages;
			return { extracts: new Map(listCarriesStatus ? [...ids].map((id) => [id, extractAt(id)]) : []), pages };
		},
	};
	const waitFor = createWatch(room);
	const limits = { timeout: 3_600_000, firstCheckAfter: firstCheckAfterUpload(count) };
	await Promise.all([...ends.keys()].map(async (id) => await waitFor(id, limits, WORKFLOW)));
	return { looks };
}
