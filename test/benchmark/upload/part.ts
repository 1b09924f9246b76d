import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { scratchFolder } from '../../e2e/server/scratch';
import { startAnesya } from '../emulator/startAnesya';
import { ratio, show, spreadOf } from '../figures/spread';
import { preparePackage } from '../package/preparePackage';
import type { Part } from '../part';
import type { Cost } from '../processes/measure';
import type { Table } from '../report/table';
import type { Contender, Place } from './contenders';
import { BARE_CLIENT, ENTRANTS } from './contenders';

/** Of what one contender uploaded; one entry for each round. */
interface Series {
	name: string;
	megabytes: number;
	/** Seconds from the first byte that came in to the answer, as Anesya sees it. */
	seconds: number[];
	costs: Cost[];
}

/** What it takes to get a large file through n8n. */
export const upload: Part = {
	name: 'upload',
	question: 'Uploading large files: how fast, and with how much memory?',
	async measure({ isQuick, print }) {
		const sizes = isQuick ? [1, 100] : [1, 10, 100, 400];
		const rounds = isQuick ? 1 : 5;
		const place = { packed: await preparePackage(), anesya: await startAnesya(), folder: await scratchFolder('bench-files') };
		const files = await Promise.all(sizes.map(async (megabytes) => await fileOf(megabytes, place.folder)));

		print('starting');
		const contenders = await Promise.all(ENTRANTS.map(async ({ name, start }) => ({ name, ...(await start(place)) })));
		const [smallest] = files;
		// Whatever comes first pays for connections, caches and the compiler.
		for (const contender of contenders) if (smallest !== undefined) await uploadTo(place, contender, smallest);

		const raw: Series[] = [];
		// From the smallest to the largest, since a process seldom gives memory back.
		for (const file of files) {
			print(`${file.megabytes} MB`);
			const series = contenders.map(({ name }): Series => ({ name, megabytes: file.megabytes, seconds: [], costs: [] }));
			raw.push(...series);
			for (let round = 0; round < rounds; round += 1) {
				for (const [index, contender] of contenders.entries()) {
					const { cost, seconds } = await uploadTo(place, contender, file);
					series[index]?.costs.push(cost);
					series[index]?.seconds.push(...seconds);
				}
			}
		}
		await Promise.all(contenders.map(async (contender) => await contender.stop()));
		await place.anesya.stop();
		return { tables: sizes.map((megabytes) => tableOf(megabytes, raw)), raw };
	},
};

interface File {
	megabytes: number;
	path: string;
}

async function uploadTo({ anesya }: Place, contender: Contender, { path }: File): Promise<{ cost: Cost; seconds: number[] }> {
	const workflow = await anesya.openWorkflow();
	const cost = await contender.upload(path, workflow);
	const { uploads } = await anesya.closeWorkflow(workflow);
	return { cost, seconds: uploads.map(({ milliseconds }) => milliseconds / 1000) };
}

/** Its length is all that matters. */
async function fileOf(megabytes: number, folder: string): Promise<File> {
	const path = join(folder, `file-of-${megabytes}-MB.pdf`);
	const file = await open(path, 'w');
	await file.write('%PDF-1.7\n');
	await file.truncate(megabytes * 1e6);
	await file.close();
	return { megabytes, path };
}

function tableOf(megabytes: number, raw: Series[]): Table {
	const ofSize = raw.filter((series) => series.megabytes === megabytes);
	const bare = ofSize.find(({ name }) => name === BARE_CLIENT);
	return {
		title: `A file of ${megabytes} MB`,
		columns: ['client', 'time, against the bare client', 'memory over base at the most, MB', 'MB/s', 'CPU, s'],
		rows: ofSize.map(({ name, seconds, costs }) => [
			name,
			seconds.length === 0 || bare === undefined ? '' : ratio(spreadOf(seconds), spreadOf(bare.seconds)),
			String(Math.round(Math.max(...costs.map(({ memory }) => memory)) / 1e6)),
			seconds.length === 0 ? '' : show(spreadOf(seconds.map((each) => megabytes / each)), 0),
			show(spreadOf(costs.map(({ cpuSeconds }) => cpuSeconds)), 2),
		]),
		note: 'Time is what Anesya sees of the request. Memory and CPU are of the whole process, memory above what it had before the upload; in the n8n server they include reading the file into n8n’s store and keeping the execution.',
	};
}
