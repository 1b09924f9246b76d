import { join } from 'node:path';
import { sum } from 'simple-statistics';

import type { RunOptions } from '../benchmark';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { IDLE } from '../engine/profile';
import type { ProfileShares } from '../engine/protocol';
import { profileShares, uploadInto } from '../engine/protocol';
import { startNodeEngine } from '../engine/startNodeEngine';
import { startChild } from '../processes/startChild';
import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { UploadEnvironment } from './clients';
import { BARE_CLIENT, THIS_NODE } from './clients';
import { createFile } from './uploadSeries';

const MEGABYTES = 400;

/** The profiles of a client's uploads; one entry for each repetition. */
interface Profiled {
	name: string;
	profiles: ProfileShares[];
}

/** Finds out whose code the processor is in while a large file is uploaded. */
export async function profileUpload(
	{ anesya, packed, folder }: UploadEnvironment,
	{ isQuick }: RunOptions,
): Promise<{ table: Table; raw: Profiled[] }> {
	const megabytes = isQuick ? MEGABYTES / 4 : MEGABYTES;
	const { path } = await createFile(megabytes, folder);
	const engine = await startNodeEngine(anesya, packed);
	const bare = startChild(join(__dirname, 'bareClientProcess.ts'));
	const clients: Record<string, (workflow: string) => Promise<ProfileShares>> = {
		async [THIS_NODE](workflow) {
			const prepared = await engine.prepare({ path });
			return await engine.profile({ prepared, parameters: uploadInto(workflow, 'upload') });
		},
		[BARE_CLIENT]: async (workflow) =>
			await bare.request('profile', { ...anesya, workflow, path }, profileShares),
	};
	const raw = Object.keys(clients).map((name): Profiled => ({ name, profiles: [] }));
	// The first upload pays for the compiler.
	for (let repetition = 0; repetition <= (isQuick ? 1 : 5); repetition += 1) {
		for (const { name, profiles } of raw) {
			const taken = await inWorkflow(anesya, clients[name]);
			if (taken !== undefined && repetition > 0) profiles.push(taken);
		}
	}
	await engine.stop();
	await bare.stop();
	return { table: tableOf(raw, megabytes), raw };
}

async function inWorkflow(
	anesya: AnesyaProcess,
	task: ((workflow: string) => Promise<ProfileShares>) | undefined,
): Promise<ProfileShares | undefined> {
	const workflow = await anesya.openWorkflow();
	const taken = await task?.(workflow);
	await anesya.closeWorkflow(workflow);
	return taken;
}

function tableOf(raw: Profiled[], megabytes: number): Table {
	const owners = [
		...new Set(
			raw.flatMap(({ profiles }) => profiles.flatMap(({ byOwner }) => Object.keys(byOwner))),
		),
	].filter((owner) => owner !== IDLE);
	const millisecondsOf = ({ byOwner }: ProfileShares, owner: string) => byOwner[owner] ?? 0;
	const busy = (taken: ProfileShares) => sum(owners.map((owner) => millisecondsOf(taken, owner)));
	const row = (title: string, value: (taken: ProfileShares) => number, digits = 0) => [
		title,
		...raw.map(({ profiles }) => show(spreadOf(profiles.map(value)), digits)),
	];
	const rows = owners.map((owner) => row(owner, (taken) => millisecondsOf(taken, owner)));
	return {
		title: `Whose code the processor is in during an upload of ${megabytes} MB`,
		columns: ['code', ...raw.map(({ name }) => `${name}, ms`)],
		rows: [
			...rows,
			row('all', busy),
			row(
				'share of this package, %',
				(taken) => (100 * millisecondsOf(taken, 'this package')) / busy(taken),
				1,
			),
		],
		note: 'From CPU profiles of the main thread, which slow everything down. Node’s part includes reading the file and writing to the socket. The garbage collector works for all: the larger the heap, the more a chunk of a file costs, and n8n’s is large.',
	};
}
