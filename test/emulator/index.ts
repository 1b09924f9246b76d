import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { StoredExtract } from './extracts';
import { Extracts } from './extracts';
import type { FaultPlan, FaultRule } from './faults';
import { Faults } from './faults';
import type { DocumentReader } from './reading/reader';
import { Reader } from './reading/reader';
import type { RecordedRequest } from './requestLog';
import { RequestLog } from './requestLog';
import type { NewSchema, StoredSchema } from './schemas';
import { Schemas } from './schemas';
import type { Seed } from './seed';
import { newExtractFrom } from './seed';
import type { Shared } from './server';
import { handle } from './server';
import type { EmulatorSettings } from './settings';
import { DEFAULT_SETTINGS, DEFAULT_WORKFLOW_ID } from './settings';
import { Throttle } from './throttle';

export type { Answer } from './answers';
export type { DeliveryAnswer } from './deliveries';
export { deliver, deliveryOf } from './deliveries';
export type { Fault, FaultPlan, FaultRule, FaultTarget } from './faults';
export type { RecordedRequest } from './requestLog';
export { DEFAULT_SCHEMA_ID } from './schemas';
export { DEFAULT_CLASSIFIER_ID, DEFAULT_TOKEN, DEFAULT_WORKFLOW_ID } from './settings';
export type { Storage } from './storage';
export { startStorage } from './storage';
export type { Limit } from './throttle';

export interface EmulatorOptions extends Partial<EmulatorSettings> {
	/** Any free one unless given. */
	port?: number;
	/** Called for every request once it is over. */
	onRequest?: (request: RecordedRequest) => void;
	/** What goes wrong beside the faults that are asked for one by one. */
	faultPlan?: FaultPlan;
	/** Reads the documents in the place of pdf.js and Tesseract. */
	read?: DocumentReader['read'];
}

/** A running emulator. */
export interface Emulator {
	url: string;
	token: string;
	workflowId: string;
	settings: EmulatorSettings;
	requests: readonly RecordedRequest[];
	/** What was accepted, in order. */
	extracts: ReadonlyMap<string, StoredExtract>;
	/** Puts an extract there without an upload, created now or at another time. */
	seed(extract?: Seed, createdAt?: number): StoredExtract;
	/** Takes an extract away, as someone else may. */
	remove(id: string): void;
	/** Schemas of the account. */
	schemas: ReadonlyMap<string, StoredSchema>;
	createSchema(schema: NewSchema): StoredSchema;
	/** Settles once all documents that were accepted are read. */
	settled(): Promise<void>;
	/** Asks for something to go wrong. */
	fault(rule: FaultRule): void;
	close(): Promise<void>;
}

/** Starts a local Anesya 0.8.1 on the loopback interface. */
export async function startEmulator({
	port = 0,
	onRequest,
	faultPlan,
	read,
	...given
}: EmulatorOptions = {}): Promise<Emulator> {
	const settings: EmulatorSettings = { ...DEFAULT_SETTINGS, ...given };
	const shared: Shared = {
		settings,
		extracts: new Extracts(),
		schemas: new Schemas(),
		faults: new Faults(faultPlan),
		reader: read === undefined ? new Reader() : { read, close: async () => {} },
		throttle: new Throttle(),
		log: new RequestLog(onRequest),
		folder: await mkdtemp(join(tmpdir(), 'anesya-emulator-')),
	};
	const server = createServer((request, response) => void handle(request, response, shared));
	server.requestTimeout = 0;
	await new Promise<void>((resolve, reject) =>
		server.once('error', reject).listen(port, '127.0.0.1', resolve),
	);
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The emulator has no port');

	return {
		url: `http://127.0.0.1:${address.port}`,
		token: settings.token,
		workflowId: settings.workflows[0] ?? DEFAULT_WORKFLOW_ID,
		settings,
		requests: shared.log.requests,
		extracts: shared.extracts.byId,
		seed: (seed = {}, createdAt) =>
			shared.extracts.create(
				newExtractFrom(seed, settings.workflows[0] ?? DEFAULT_WORKFLOW_ID),
				createdAt,
			),
		remove: (id) => void shared.extracts.byId.delete(id),
		schemas: shared.schemas.byId,
		createSchema: (schema) => shared.schemas.create(schema),
		settled: async () =>
			void (await Promise.all([...shared.extracts.byId.values()].map(({ reading }) => reading))),
		fault: (rule) => shared.faults.add(rule),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await shared.reader.close();
			await rm(shared.folder, { recursive: true, force: true });
		},
	};
}
