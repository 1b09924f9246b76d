import { open } from 'node:fs/promises';
import { join } from 'node:path';

import type { Cost } from '../processes/measure';
import type { Contender, Entrant, Place } from './contenders';
import { startLink } from './startLink';

/** How files get to Anesya: at once, or as they would through a cable. */
export interface Way {
	title: string;
	bytesPerSecond?: number;
	sizes: number[];
	entrants: Entrant[];
}

/** Of what one contender uploaded; one entry for each round. */
export interface Series {
	name: string;
	way: string;
	megabytes: number;
	/** Seconds from the first byte that came in to the answer, as Anesya sees it. */
	seconds: number[];
	costs: Cost[];
}

/** Uploads files of each size by each contender in turn, `rounds` times. */
export async function measureWay(
	{ title, bytesPerSecond, sizes, entrants }: Way,
	around: Place,
	rounds: number,
	print: (line: string) => void,
): Promise<Series[]> {
	const files = await Promise.all(
		sizes.map(async (megabytes) => await fileOf(megabytes, around.folder)),
	);
	const link =
		bytesPerSecond === undefined ? undefined : await startLink(around.anesya, bytesPerSecond);
	const place =
		link === undefined ? around : { ...around, anesya: { ...around.anesya, url: link.url } };
	const contenders = await Promise.all(
		entrants.map(async ({ name, start }) => ({ name, ...(await start(place)) })),
	);
	const first = await fileOf(1, around.folder);
	// Whatever comes first pays for connections, caches and the compiler.
	for (const contender of contenders) await uploadTo(place, contender, first);

	const raw: Series[] = [];
	// From the smallest to the largest, since a process seldom gives memory back.
	for (const file of files) {
		print(`${file.megabytes} MB`);
		const series = contenders.map(({ name }): Series => ({
			name,
			way: title,
			megabytes: file.megabytes,
			seconds: [],
			costs: [],
		}));
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
	await link?.stop();
	return raw;
}

interface File {
	megabytes: number;
	path: string;
}

async function uploadTo(
	{ anesya }: Place,
	contender: Contender,
	{ path }: File,
): Promise<{ cost: Cost; seconds: number[] }> {
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
