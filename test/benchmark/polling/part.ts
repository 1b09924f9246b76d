import type { Part } from '../part';
import { measureAlone } from './alone';
import { measureTogether } from './together';

/** The schedules, in virtual time: many draws, and nothing but the schedule counts. */
export const polling: Part = {
	name: 'polling',
	question:
		'Polling in virtual time: how late is a result found, and how many requests does that take?',
	async measure(effort) {
		const alone = measureAlone();
		const together = await measureTogether(effort);
		return {
			tables: [...alone.tables, ...together.tables],
			raw: { alone: alone.raw, together: together.raw },
		};
	},
};
