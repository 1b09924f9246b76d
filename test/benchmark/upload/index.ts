import { scratchFolder } from '../../e2e/server/scratchFolder';
import type { Benchmark } from '../benchmark';
import { startAnesyaProcess } from '../emulator/startAnesyaProcess';
import { preparePackage } from '../preparePackage';
import { ratio, show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import { BARE_CLIENT, CLIENTS, THIS_NODE } from './clients';
import { profileUpload } from './profileUpload';
import type { Connection, Series } from './uploadSeries';
import { measureConnection } from './uploadSeries';

const GIGABIT = 125e6;
const CABLE: Connection = {
	title: ' over a link of 1 Gbit/s',
	bytesPerSecond: GIGABIT,
	sizes: [400],
	clients: CLIENTS.filter(({ name }) => !name.startsWith('only reading')),
};
const CONNECTIONS: Connection[] = [
	{ title: '', sizes: [1, 10, 100, 400], clients: CLIENTS },
	CABLE,
];
const QUICK_CONNECTIONS: Connection[] = [
	{ title: '', sizes: [1, 100], clients: CLIENTS },
	{ ...CABLE, sizes: [100] },
];

/** What it costs to upload a large file from n8n. */
export const uploadBenchmark: Benchmark = {
	name: 'upload',
	question: 'Uploading large files: how fast, and with how much memory?',
	async measure(options) {
		const { isQuick, print } = options;
		const repetitions = isQuick ? 1 : 5;
		const connections = isQuick ? QUICK_CONNECTIONS : CONNECTIONS;
		const environment = {
			packed: await preparePackage(),
			anesya: await startAnesyaProcess(),
			folder: await scratchFolder('bench-files'),
		};
		const series: Series[] = [];
		for (const connection of connections) {
			print(`starting${connection.title}`);
			series.push(...(await measureConnection(connection, environment, repetitions, print)));
		}
		print('profiles');
		const profiled = await profileUpload(environment, options);
		await environment.anesya.stop();
		const seriesOf = (size: number, title: string) =>
			series.filter(({ megabytes, connection }) => megabytes === size && connection === title);
		const tables = connections.flatMap(({ title, sizes }) =>
			sizes.map((size) => tableOf(`A file of ${size} MB${title}`, seriesOf(size, title))),
		);
		const own = series
			.filter(({ name, connection }) => name.startsWith(`${THIS_NODE}, n8n`) && connection === '')
			.at(-1);
		return {
			tables: [...tables, profiled.table],
			headline: {
				memoryInMegabytes: Math.max(...(own?.costs ?? []).map(({ memory }) => memory / 1e6)),
			},
			raw: { series, profiles: profiled.raw },
		};
	},
};

function tableOf(title: string, ofSize: Series[]): Table {
	const bare = ofSize.find(({ name }) => name === BARE_CLIENT);
	return {
		title,
		columns: [
			'client',
			'time, against the bare client',
			'maximum memory over base, MB',
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
		note: 'Time is what Anesya sees of the request. Memory and CPU are of the whole process, memory above what the process had before the upload; in the n8n server they include reading the file into n8n’s store and saving the execution.',
	};
}
