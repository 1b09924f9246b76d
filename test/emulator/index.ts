import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { StoredExtract } from './extracts';
import { Extracts } from './extracts';
import type { FaultPlan, FaultRule } from './faults';
import { Faults } from './faults';
import type { DocumentReader } from './reading/reader';
import { WorkerReader } from './reading/reader';
import type { EmulatorState } from './requestHandler';
import { handle } from './requestHandler';
import type { RecordedRequest } from './requestLog';
import { RequestLog } from './requestLog';
import type { NewSchema, StoredSchema } from './schemas';
import { Schemas } from './schemas';
import type { Seed } from './seed';
import { seededExtract } from './seed';
import type { EmulatorSettings } from './settings';
import { DEFAULT_SETTINGS, DEFAULT_WORKFLOW_ID } from './settings';
import { Throttle } from './throttle';

/*
 * The way through this folder: `requestHandler` takes each request through the rate limit
 * (`throttle`), the faults (`faults`) and the token to its route in `routes/`, one file for each call
 * of the API. The state is in `extracts` and `schemas`; everything that is unknown about Anesya is a
 * setting in `settings`. `multipart` receives files, `reading/` reads them. `deliveries` sends
 * Anesya's webhook calls. `main` is `npm run emulator`, `client` is for the emulator's own tests.
 */

export type { DeliveryResponse } from './deliveries';
export { deliver, deliveryOf } from './deliveries';
export type { Fault, FaultPlan, FaultRule, FaultTarget } from './faults';
export type { RecordedRequest } from './requestLog';
export type { EmulatorResponse } from './responses';
export { DEFAULT_SCHEMA_ID } from './schemas';
export { DEFAULT_CLASSIFIER_ID, DEFAULT_TOKEN, DEFAULT_WORKFLOW_ID } from './settings';
export type { Storage } from './storage';
export { startStorage } from './storage';
export type { RateLimit } from './throttle';

export interface EmulatorOptions extends Partial<EmulatorSettings> {
	/** Any free port unless given. */
	port?: number;
	/** Called when a request has ended. */
	onRequest?: (request: RecordedRequest) => void;
	/** Faults in addition to those requested by `fault`. */
	faultPlan?: FaultPlan;
	/** Reads the documents instead of pdf.js and Tesseract. */
	read?: DocumentReader['read'];
}

/** A running emulator. */
export interface Emulator {
	url: string;
	token: string;
	workflowId: string;
	settings: EmulatorSettings;
	requests: readonly RecordedRequest[];
	/** The accepted documents, in order. */
	extracts: ReadonlyMap<string, StoredExtract>;
	/** Adds an extract without an upload, created now or at the given time. */
	seed(extract?: Seed, createdAt?: number): StoredExtract;
	/** Deletes an extract, as someone else may. */
	remove(id: string): void;
	/** Schemas of the account. */
	schemas: ReadonlyMap<string, StoredSchema>;
	createSchema(schema: NewSchema): StoredSchema;
	/** Resolves once all accepted documents are read. */
	allRead(): Promise<void>;
	/** Requests a fault. */
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
	const state: EmulatorState = {
		settings,
		extracts: new Extracts(),
		schemas: new Schemas(),
		faults: new Faults(faultPlan),
		reader: read === undefined ? new WorkerReader() : { read, close: () => {} },
		throttle: new Throttle(),
		log: new RequestLog(onRequest),
		folder: await mkdtemp(join(tmpdir(), 'anesya-emulator-')),
	};
	const server = createServer((request, response) => void handle(request, response, state));
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
		requests: state.log.requests,
		extracts: state.extracts.byId,
		seed: (seed = {}, createdAt) =>
			state.extracts.create(
				seededExtract(seed, settings.workflows[0] ?? DEFAULT_WORKFLOW_ID),
				createdAt,
			),
		remove: (id) => void state.extracts.byId.delete(id),
		schemas: state.schemas.byId,
		createSchema: (schema) => state.schemas.create(schema),
		allRead: async () =>
			void (await Promise.all([...state.extracts.byId.values()].map(({ reading }) => reading))),
		fault: (rule) => state.faults.add(rule),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			state.reader.close();
			await rm(state.folder, { recursive: true, force: true });
		},
	};
}
