import type { IncomingMessage } from 'node:http';

import type { Answer } from './answers';
import type { Extracts } from './extracts';
import type { Fault } from './faults';
import type { ListOrder } from './listOrder';
import type { Reader } from './reading/reader';
import type { ReceivedFile } from './receiving';

/** What can be set of an emulator. */
export interface EmulatorSettings {
	/** The one valid token. */
	token: string;
	/** The workflows that exist. */
	workflows: string[];
	/** How long a document takes, in milliseconds. */
	processingMs: number | ((documentName: string) => number);
	/** How "not ready" is answered: what 0.8.1 does is unknown. */
	notReady: '200' | '202' | '202-empty';
	/** Whether rows of the list carry `status` and `extracted_data`: unknown too. */
	listCarriesStatus: boolean;
	/** The order of the list: unknown as well. */
	listOrder: ListOrder;
	/** Credits of the account; an extract takes 3. */
	credits: number;
}

/** What a call has to work with. */
export interface CallContext {
	request: IncomingMessage;
	url: URL;
	/** What the path pattern of the call captured. */
	ids: string[];
	settings: EmulatorSettings;
	extracts: Extracts;
	reader: Reader;
	/** A folder for files that come in. */
	folder: string;
	/** Notes the files of a request, and gives the fault that waits for them; a slow answer is late here. */
	received(files: ReceivedFile[]): Promise<Fault | undefined>;
}

/** One call of the API; a file each under routes/. */
export interface Route {
	method: string;
	/** Of the whole path, which ends with a slash (documented). */
	path: RegExp;
	answer(call: CallContext): Promise<Answer> | Answer;
}

/** Thrown by a call whose fault is to cut the connection. */
export class CutConnection extends Error {}
