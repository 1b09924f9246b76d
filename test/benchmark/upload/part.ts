import { scratchFolder } from '../../e2e/server/scratch';
import { startAnesya } from '../emulator/startAnesya';
import { ratio, show, spreadOf } from '../figures/spread';
import { preparePackage } from '../package/preparePackage';
import type { Part } from '../part';
import type { Table } from '../report/table';
import { BARE_CLIENT, ENTRANTS } from './contenders';
import type { Series, Way } from './series';
import { measureWay } from './series';

const GIGABIT = 125e6;
const CABLE: Way = {
	title: ' over a link of 1 Gbit/s',
	bytesPerSecond: GIGABIT,
	sizes: [400],
	entrants: ENTRANTS.filter(({ name }) => !name.startsWith('reading')),
};
const WAYS: Way[] = [{ title: '', sizes: [1, 10, 100, 400], entrants: ENTRANTS }, CABLE];
const QUICK_WAYS: Way[] = [
	{ title: '', sizes: [1, 100], entrants: ENTRANTS },
	{ ...CABLE, sizes: [100] },
];

/** What it takes to get a large file through n8n. */
export const upload: Part = {
	name: 'upload',
	question: 'Uploading large files: how fast, and with how much memory?',
	async measure({ isQuick, print }) {
		const rounds = isQuick ? 1 : 5;
		const ways = isQuick ? QUICK_WAYS : WAYS;
		const place = {
			packed: await preparePackage(),
			anesya: await startAnesya(),
			folder: await scratchFolder('bench-files'),
		};
		const raw: Series[] = [];
		for (const way of ways) {
			print(`starting${way.title}`);
			raw.push(...(await measureWay(way, place, rounds, print)));
		}
		await place.anesya.stop();
		const of = (size: number, title: string) =>
			raw.filter(({ megabytes, way }) => megabytes === size && way === title);
		const tables = ways.flatMap(({ title, sizes }) =>
			sizes.map((size) => tableOf(`A file of ${size} MB${title}`, of(size, title))),
		);
		return { tables, raw };
	},
};

function tableOf(title: string, ofSize: Series[]): Table {
	const bare = ofSize.find(({ name }) => name === BARE_CLIENT);
	return {
		title,
		columns: [
			'client',
			'time, against the bare client',
			'memory over base at the most, MB',
			'MB/s',
			'CPU, s',
		],
		rows: ofSize.map(({ name, megabytes, seconds, costs }) => [
			name,
			seconds.length === 0 || bare === undefined
				? ''
				: ratio(spreadOf(seconds), spreadOf(bare.seconds)),
			String(Math.round(Math.max(...costs.map(({ memory }) => memory)) / 1e6)),
			seconds.length === 0 ? '' : show(spreadOf(seconds.map((each) => megabytes / each)), 0),
			show(spreadOf(costs.map(({ cpuSeconds }) => cpuSeconds)), 2),
		]),
		note: 'Time is what Anesya sees of the request. Memory and CPU are of the whole process, memory above what it had before the upload; in the n8n server they include reading the file into n8n’s store and keeping the execution.',
	};
}
