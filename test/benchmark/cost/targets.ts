import { sum } from 'simple-statistics';

import { IDLE } from '../engine/profile';
import type { ProfileShares } from '../engine/protocol';
import type { Spread } from '../report/spread';
import { ratio, show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { EngineCost } from './engineCost';
import type { LoadTimes } from './loadTime';
import type { WaitMemory } from './waitMemory';

/** What the targets are about, all measured in one run: machines differ, ratios hardly do. */
export interface OwnCost {
	/** Bytes. */
	tarball: number;
	loads: LoadTimes[];
	engine: EngineCost;
	waitMemory: WaitMemory;
}

interface Target {
	what: string;
	own: Spread;
	beside: string;
	other: Spread;
	/** The largest ratio of the medians. */
	atMost: number;
	digits: number;
}

const LARGEST_TARBALL = 80_000;

/** The node's own cost beside what it is compared with, and whether the targets are met. */
export function targetsTable({ tarball, loads, engine, waitMemory }: OwnCost): Table {
	const targets: Target[] = [
		{
			what: 'load time in a fresh process, ms',
			own: spreadOf(loads.map(({ own }) => own)),
			beside: 'loading n8n-workflow alone',
			other: spreadOf(loads.map(({ n8nWorkflow }) => n8nWorkflow)),
			atMost: 0.06,
			digits: 1,
		},
		{
			what: 'CPU a document, own code, ms',
			own: spreadOf(engine.ownPerDocument),
			beside: 'all of the bare undici client, uploading and reading it once',
			other: spreadOf(engine.bareProfiles.map((taken) => busy(taken) / engine.documents)),
			atMost: 0.5,
			digits: 2,
		},
		{
			what: 'memory of one wait for 5,000 extracts, MB',
			own: spreadOf(waitMemory.waits.map((bytes) => bytes / 1e6)),
			beside: '5,000 bare loops of sleeping',
			other: spreadOf(waitMemory.bareLoops.map((bytes) => bytes / 1e6)),
			atMost: 2,
			digits: 1,
		},
	];
	return {
		title: 'Targets',
		columns: ['figure', 'this package', 'beside', 'that', 'ratio', 'target', 'met'],
		rows: [
			...targets.map(({ what, own, beside, other, atMost, digits }) => [
				what,
				show(own, digits),
				beside,
				show(other, digits),
				ratio(own, other),
				`at most ${atMost} x`,
				yesOrNo(own.median / other.median <= atMost),
			]),
			[
				'tarball, kB',
				(tarball / 1000).toFixed(1),
				'',
				'',
				'',
				`below ${LARGEST_TARBALL / 1000}`,
				yesOrNo(tarball < LARGEST_TARBALL),
			],
		],
		note: 'Both sides of a ratio are measured in turn in one run. The CPU of both is from profiles, since only they tell whose code it is; the profiler slows both down.',
	};
}

function busy({ byOwner }: ProfileShares): number {
	return sum(Object.values(byOwner)) - (byOwner[IDLE] ?? 0);
}

function yesOrNo(isMet: boolean): string {
	return isMet ? 'yes' : 'no';
}
