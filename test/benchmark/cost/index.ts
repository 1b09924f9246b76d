import type { Benchmark } from '../benchmark';
import { IDLE } from '../engine/profile';
import { preparePackage } from '../preparePackage';
import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { EngineCost } from './engineCost';
import { measureEngineCost } from './engineCost';
import { measureGrowth } from './growth';
import { loadTime } from './loadTime';
import type { OwnCost } from './targets';
import { targetsTable } from './targets';
import { measureWaitMemory } from './waitMemory';

/** What the node itself costs, without the waiting for Anesya. */
export const costBenchmark: Benchmark = {
	name: 'cost',
	question: 'Own cost: how much of n8n’s machine does this package use?',
	async measure(options) {
		options.print('packing');
		const packed = await preparePackage();
		const loads = Array.from({ length: options.isQuick ? 5 : 15 }, () => loadTime(packed));
		options.print('executions');
		const engine = await measureEngineCost(packed, options);
		options.print('growth');
		const growth = await measureGrowth(options);
		const waitMemory = await measureWaitMemory(options);
		const own: OwnCost = { tarball: packed.size, loads, engine, waitMemory };
		return {
			tables: [targetsTable(own), summary(engine), profileTable(engine), growth.table],
			raw: { ...own, growth: growth.raw },
		};
	},
};

function summary({
	perDocument,
	barePerDocument,
	perThousandChecks,
	one,
	fifty,
}: EngineCost): Table {
	const ratios = fifty.map(({ seconds }, index) => seconds / (one[index]?.seconds ?? NaN));
	const rows: Array<[string, number[], number]> = [
		['CPU a document, all of n8n, ms', perDocument, 1],
		['CPU a document, bare undici client, ms', barePerDocument, 1],
		['CPU of 1,000 status checks, all of n8n, ms', perThousandChecks, 0],
		['50 executions of 10 documents at once, time against one', ratios, 2],
		['50 executions at once, memory over base, MB', fifty.map(({ memory }) => memory / 1e6), 0],
	];
	return {
		title: 'This package in n8n’s engine',
		columns: ['figure', 'measured'],
		rows: rows.map(([name, values, digits]) => [name, show(spreadOf(values), digits)]),
		note: 'Each document is uploaded, checked, and turned into an item. “All of n8n” is the whole process: the engine, its HTTP client and the binary store.',
	};
}

function profileTable({ profiles }: EngineCost): Table {
	const owners = [...new Set(profiles.flatMap(({ byOwner }) => Object.keys(byOwner)))].filter(
		(owner) => owner !== IDLE,
	);
	const shares = owners.map((owner) => ({
		owner,
		spread: spreadOf(profiles.map(({ byOwner, items }) => (byOwner[owner] ?? 0) / items)),
	}));
	return {
		title: 'Whose code the processor is in',
		columns: ['code', 'ms a document'],
		rows: shares
			.sort((a, b) => b.spread.median - a.spread.median)
			.map(({ owner, spread }) => [owner, show(spread, 2)]),
		note: 'From CPU profiles of executions with 210 documents; the profiler slows everything down.',
	};
}
