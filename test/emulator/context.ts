import type { IncomingMessage } from 'node:http';

import type { Answer } from './answers';
import type { Extracts } from './extracts';
import type { Fault } from './faults';
import type { DocumentReader } from './reading/reader';
import type { ReceivedForm } from './receiving';
import type { Schemas } from './schemas';
import type { EmulatorSettings } from './settings';

/** What a call has to work with. */
export interface CallContext {
	request: IncomingMessage;
	url: URL;
	/** What the path pattern of the call captured. */
	ids: string[];
	settings: EmulatorSettings;
	extracts: Extracts;
	schemas: Schemas;
	reader: DocumentReader;
	/** A folder for files that come in. */
	folder: string;
	/**
	 * Notes the parts of a form, and gives the fault that waits for them; a slow answer is late here.
	 *
	 * @throws Interruption when the request is not to be carried out
	 */
	received(form: ReceivedForm): Promise<Fault | undefined>;
	/** Notes a JSON body. */
	receivedJson(body: unknown): void;
}

/** One call of the API; a file each under routes/. */
export interface Route {
	method: string;
	/** Of the whole path, which ends with a slash (documented). */
	path: RegExp;
	answer(call: CallContext): Promise<Answer> | Answer;
}

/** Thrown for a request that goes wrong: this is answered, or the connection is cut. */
export class Interruption extends Error {
	constructor(readonly answer?: Answer) {
		super();
	}
}
