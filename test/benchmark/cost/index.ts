import type { Benchmark } from '../benchmark';
import { preparePackage } from '../preparePackage';
import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { EngineCost } from './engineCost';
import { measureEngineCost } from './engineCost';
import { measureGrowth } from './growth';
import { loadTime } from './loadTime';

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
		return {
			tables: [summary(packed.size, loads, engine), profileTable(engine), growth.table],
			raw: { tarball: packed.size, loads, engine, growth: growth.raw },
		};
	},
};

function summary(
	tarball: number,
	loads: number[],
	{ perDocument, ownPerDocument, perThousandChecks, one, fifty }: EngineCost,
): Table {
	const ratios = fifty.map(({ seconds }, index) => seconds / (one[index]?.seconds ?? NaN));
	const rows: Array<[string, number[], number, string]> = [
		['tarball, kB', [tarball / 1000], 1, 'below 80'],
		['load time in a fresh process, ms', loads, 1, 'below 15'],
		['CPU a document, own code, ms', ownPerDocument, 2, 'below 5'],
		['CPU a document, all of n8n, ms', perDocument, 1, ''],
		['CPU of 1,000 status checks, all of n8n, ms', perThousandChecks, 0, ''],
		['50 executions of 10 documents at once, time against one', ratios, 2, ''],
		['50 executions at once, memory over base, MB', fifty.map(({ memory }) => memory / 1e6), 0, ''],
	];
	return {
		title: 'This package in n8n’s engine',
		columns: ['figure', 'measured', 'target'],
		rows: rows.map(([name, values, digits, target]) => [
			name,
			show(spreadOf(values), digits),
			target,
		]),
		note: 'Each document is uploaded, checked, and turned into an item. “All of n8n” is the whole process: the engine, its HTTP client and the binary store.',
	};
}

function profileTable({ profiles }: EngineCost): Table {
	const owners = [...new Set(profiles.flatMap(({ byOwner }) => Object.keys(byOwner)))].filter(
		(owner) => owner !== 'idle',
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
