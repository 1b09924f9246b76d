import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { ExtractReading } from '../../../nodes/Anesya/api/getExtract';
import { createDurationMemory } from '../../../nodes/Anesya/waiting/durationMemory';
import type { ListedStatuses } from '../../../nodes/Anesya/waiting/listStatuses';
import { createRowTexts } from '../../../nodes/Anesya/waiting/rowTexts';
import type { WaitPorts } from '../../../nodes/Anesya/waiting/waitPorts';

/** Ports whose time passes only while everybody sleeps. */
export interface VirtualPorts extends WaitPorts {
	/** When each extract was read by itself, in milliseconds. */
	reads: Array<{ id: string; at: number }>;
	/** When a list was read. */
	lists: number[];
	stop(reason: Error): void;
}

export interface Service {
	/** What reading an extract gives at a time; may throw. */
	read(id: string, at: number): ExtractReading;
	/** What a list shows at a time; may throw. Nothing unless given. */
	list?(ids: ReadonlySet<string>, at: number): ListedStatuses;
}

/** More sleeps than any wait needs: it would go on for ever. */
const MOST_SLEEPS = 10_000;

export function virtualPorts({ read, list }: Service): VirtualPorts {
	let time = 0;
	let sleeps = 0;
	let stopped: Error | undefined;
	const reads: VirtualPorts['reads'] = [];
	const lists: number[] = [];
	return {
		reads,
		lists,
		now: () => time,
		random: () => 0.5,
		durations: createDurationMemory(),
		rowTexts: createRowTexts(),
		stop: (reason) => (stopped = reason),
		async sleep(milliseconds) {
			if (stopped !== undefined) throw stopped;
			if ((sleeps += 1) > MOST_SLEEPS) throw new Error('The wait does not end');
			// Whatever was under way comes to its end before time goes on.
			for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
			time += milliseconds;
		},
		async read(id) {
			reads.push({ id, at: time });
			return read(id, time);
		},
		async readList(_workflow, ids) {
			lists.push(time);
			return list?.(ids, time) ?? { extracts: new Map(), pages: 1 };
		},
	};
}

/** An extract that ends some time after the start. */
export function extractAt(id: string, endsAt: number, at: number): Extract {
	const ended = at >= endsAt;
	return {
		id,
		status: ended ? 'FINISHED' : 'IN_PROGRESS',
		extracted_data: ended ? { id } : null,
		content: '',
		document_url: '',
		created_at: '',
	};
}
