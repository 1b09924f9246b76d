import type { Random } from '../random';
import type { WorldOutage } from './drawOutages';
import { drawOutages } from './drawOutages';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const WORKFLOWS = [
	'0f8fad5b-d9cb-469f-a165-70867728950e',
	'7c9e6679-7425-40de-944b-e07fc1f90ae7',
] as const;

/** An extract of a world. Times are milliseconds from the activation of the trigger on. */
export interface WorldExtract {
	id: string;
	workflow: string;
	createdAt: number;
	/** When the list first shows it. */
	visibleAt: number;
	endsAt: number;
	failed: boolean;
	/** Infinity for most. */
	deletedAt: number;
}

/** What the trigger is set to from some time on. */
export interface WorldSettings {
	from: number;
	workflow: string | undefined;
	triggerOn: string[];
	output: 'extractedData' | 'extract';
}

/** How Anesya, n8n and the user behave in one world. */
export interface PollingWorld {
	extracts: WorldExtract[];
	settings: WorldSettings[];
	order: 'newest first' | 'oldest first' | 'by id' | 'by workflow';
	pageSize: number;
	/** What pages say about the whole list. */
	count: 'right' | 'of the page' | 'missing' | 'too high';
	/** How many reads of a page are followed by the deletion of an old extract. */
	deletionRate: number;
	/** Whether the list shows the extracts of all workflows whatever is asked for. */
	ignoresWorkflow: boolean;
	rows: 'without status' | 'with status' | 'with data';
	/** Milliseconds by which rows are behind. */
	rowLag: number;
	notReady: 200 | 202 | 204;
	/** Milliseconds that a request takes at most. */
	latency: number;
	/** How many of the requests fail. */
	faultRate: number;
	outages: WorldOutage[];
	/** Milliseconds between two polls. */
	interval: number;
	/** `forgets`: as the scheduler of n8n 2.41, it forgets what a poll changes that delivers nothing. */
	n8n: 'remembers' | 'forgets';
	/** How many polls come after a restart or a crash. */
	restartRate: number;
	/** How many polls come after the wall clock of n8n was set. */
	clockJumpRate: number;
	/** Milliseconds for which extracts are created. */
	duration: number;
}

/** @param size how many extracts, about */
export function drawPollingWorld(random: Random, size: number): PollingWorld {
	const duration = random.integer(10, 120) * MINUTE;
	const settings = drawSettings(random, duration);
	const withFaults = random.isTrue(0.6);
	return {
		extracts: drawExtracts(
			random,
			random.integer(Math.ceil(size / 4), size),
			duration,
			settings.length === 1,
		),
		settings,
		order: random.pick(['newest first', 'oldest first', 'by id', 'by workflow']),
		pageSize: random.pick([3, 5, 10, 20, 50, 50, 50]),
		count: random.pick(['right', 'right', 'right', 'of the page', 'missing', 'too high']),
		deletionRate: random.isTrue(0.15) ? random.number() * 0.3 : 0,
		ignoresWorkflow: random.isTrue(0.1),
		rows: random.pick(['without status', 'with status', 'with data', 'with data']),
		rowLag: random.isTrue(0.2) ? random.pick([MINUTE, 10 * MINUTE, 1_000 * HOUR]) : 0,
		notReady: random.pick([200, 202, 204]),
		latency: random.pick([20, 100, 300, 1_000, 3_000]),
		faultRate: withFaults ? random.number() * 0.3 : 0,
		outages: withFaults && random.isTrue(0.5) ? drawOutages(random, duration) : [],
		interval: random.pick([1, 1, 2, 5, 15]) * MINUTE,
		n8n: random.pick(['remembers', 'remembers', 'forgets']),
		restartRate: random.isTrue(0.5) ? random.number() * 0.3 : 0,
		clockJumpRate: random.isTrue(0.2) ? 0.2 : 0,
		duration,
	};
}

/** @param mayBeLate whether the list may show extracts long after their creation */
function drawExtracts(
	random: Random,
	count: number,
	duration: number,
	mayBeLate: boolean,
): WorldExtract[] {
	const withBursts = random.isTrue(0.3);
	const lateness = random.isTrue(0.4) ? 9 * MINUTE : 0;
	const latest = mayBeLate && random.isTrue(0.3) ? 60 * MINUTE : lateness;
	const longest = random.pick([MINUTE, 10 * MINUTE, 2 * HOUR]);
	const deletedShare = random.isTrue(0.2) ? 0.2 : 0;
	const earliest = -random.pick([HOUR, 20 * HOUR, 200 * HOUR]);
	const bursts = [random.number(), random.number(), random.number()] as const;
	return Array.from({ length: count }, () => {
		const at = withBursts ? random.pick(bursts) : random.number();
		const createdAt = Math.floor(
			random.isTrue(0.3) ? earliest * random.number() : duration * at + random.number() * 10_000,
		);
		const visibleAt =
			createdAt +
			Math.floor(random.isTrue(0.3) ? random.number() * (createdAt > 0 ? latest : lateness) : 0);
		const endsAt = visibleAt + Math.floor(random.number() * longest);
		const isDeleted = random.isTrue(deletedShare);
		return {
			id: drawId(random),
			workflow: random.pick(WORKFLOWS),
			createdAt,
			visibleAt,
			endsAt,
			failed: random.isTrue(0.1),
			deletedAt: isDeleted ? endsAt + Math.floor(random.number() * 2 * HOUR) : Infinity,
		};
	});
}

function drawSettings(random: Random, duration: number): WorldSettings[] {
	const draw = (from: number): WorldSettings => ({
		from,
		workflow: random.pick([undefined, undefined, ...WORKFLOWS]),
		triggerOn: random.isTrue(0.5) ? ['completed', 'failed'] : ['completed'],
		output: random.isTrue(0.3) ? 'extract' : 'extractedData',
	});
	const changes = random.isTrue(0.3) ? random.integer(1, 3) : 0;
	return [
		draw(0),
		...Array.from({ length: changes }, (_, index) =>
			draw(Math.floor((duration * (index + random.number())) / changes)),
		),
	];
}

/** A UUID. */
export function drawId(random: Random): string {
	const digits = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
