import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import type { Cost } from '../processes/measure';
import { startChild } from '../processes/startChild';
import type { UploadClient, UploadClientType, UploadEnvironment } from './clients';

/** The connection to Anesya: the loopback interface, or a slower link in front of it. */
export interface Connection {
	title: string;
	bytesPerSecond?: number;
	sizes: number[];
	clients: UploadClientType[];
}

/** The uploads of one client; one entry for each repetition. */
export interface Series {
	name: string;
	connection: string;
	megabytes: number;
	/** Seconds from the first byte to the response, as Anesya sees it. */
	seconds: number[];
	costs: Cost[];
}

/** Uploads files of each size with each client in turn. */
export async function measureConnection(
	{ title, bytesPerSecond, sizes, clients }: Connection,
	base: UploadEnvironment,
	repetitions: number,
	print: (line: string) => void,
): Promise<Series[]> {
	const files = await Promise.all(
		sizes.map(async (megabytes) => await createFile(megabytes, base.folder)),
	);
	const link =
		bytesPerSecond === undefined ? undefined : await startLink(base.anesya, bytesPerSecond);
	const environment =
		link === undefined ? base : { ...base, anesya: { ...base.anesya, url: link.url } };
	const started = await Promise.all(
		clients.map(async ({ name, start }) => ({ name, ...(await start(environment)) })),
	);
	const first = await createFile(1, base.folder);
	// Warm-up: the first upload pays for connections, caches and the compiler.
	for (const client of started) await uploadTo(environment, client, first);

	const raw: Series[] = [];
	// From the smallest to the largest, because a process rarely returns memory.
	for (const file of files) {
		print(`${file.megabytes} MB`);
		const series = started.map(({ name }): Series => ({
			name,
			connection: title,
			megabytes: file.megabytes,
			seconds: [],
			costs: [],
		}));
		raw.push(...series);
		for (let repetition = 0; repetition < repetitions; repetition += 1) {
			for (const [index, client] of started.entries()) {
				const { cost, seconds } = await uploadTo(environment, client, file);
				series[index]?.costs.push(cost);
				series[index]?.seconds.push(...seconds);
			}
		}
	}
	await Promise.all(started.map(async (client) => await client.stop()));
	await link?.stop();
	return raw;
}

export interface UploadFile {
	megabytes: number;
	path: string;
}

async function uploadTo(
	{ anesya }: UploadEnvironment,
	client: UploadClient,
	{ path }: UploadFile,
): Promise<{ cost: Cost; seconds: number[] }> {
	const workflow = await anesya.openWorkflow();
	const cost = await client.upload(path, workflow);
	const { uploads } = await anesya.closeWorkflow(workflow);
	return { cost, seconds: uploads.map(({ milliseconds }) => milliseconds / 1000) };
}

/** Creates a PDF file of this size; only its size matters. */
export async function createFile(megabytes: number, folder: string): Promise<UploadFile> {
	const path = join(folder, `file-of-${megabytes}-MB.pdf`);
	const file = await open(path, 'w');
	await file.write('%PDF-1.7\n');
	await file.truncate(megabytes * 1e6);
	await file.close();
	return { megabytes, path };
}

/** Starts a link to Anesya in a child process. */
async function startLink(
	{ url }: AnesyaProcess,
	bytesPerSecond: number,
): Promise<{ url: string; stop(): Promise<void> }> {
	const child = startChild(join(__dirname, 'linkProcess.ts'));
	const port = await child.request(
		'open',
		{ port: Number(new URL(url).port), bytesPerSecond },
		z.number(),
	);
	return { url: `http://127.0.0.1:${port}`, stop: child.stop };
}
