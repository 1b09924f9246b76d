import type { IncomingMessage } from 'node:http';

import type { Extracts } from './extracts';
import type { Fault } from './faults';
import type { ReceivedForm } from './multipart';
import type { DocumentReader } from './reading/reader';
import type { EmulatorResponse } from './responses';
import type { Schemas } from './schemas';
import type { EmulatorSettings } from './settings';

/** What a route works with. */
export interface CallContext {
	request: IncomingMessage;
	url: URL;
	/** What the path pattern of the route captured. */
	ids: string[];
	settings: EmulatorSettings;
	extracts: Extracts;
	schemas: Schemas;
	reader: DocumentReader;
	/** The folder for uploaded files. */
	folder: string;
	/**
	 * Records the parts of a form and applies the fault for its documents. A delay happens here.
	 *
	 * @returns the fault, as some of them concern the route
	 * @throws Interruption when the request must not be carried out
	 */
	received(form: ReceivedForm): Promise<Fault | undefined>;
	/** Records a JSON body. */
	receivedJson(body: unknown): void;
}

/** One call of the API; there is one file for each in routes/. */
export interface Route {
	method: string;
	/** Matches the whole path, which ends with a slash (documented). */
	path: RegExp;
	handle(call: CallContext): Promise<EmulatorResponse> | EmulatorResponse;
}

/** Thrown to end a request: with this response, or with a cut connection. */
export class Interruption extends Error {
	constructor(readonly response?: EmulatorResponse) {
		super();
	}
}
