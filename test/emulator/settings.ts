import type { ListOrder } from './listOrder';
import type { Storage } from './storage';
import type { Limit } from './throttle';

export const DEFAULT_WORKFLOW_ID = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
export const DEFAULT_CLASSIFIER_ID = '8c4e2f6a-1d3b-4a5c-9e7f-0b2d4c6e8a10';
export const DEFAULT_TOKEN = 'emulator-token';

/** What can be set of an emulator. */
export interface EmulatorSettings {
	/** The one valid token. */
	token: string;
	/** The workflows that exist. */
	workflows: string[];
	/** Under which name a document is kept: unknown whether it is another one. */
	keptName: (fileName: string) => string;
	/** How long a document takes, in milliseconds. */
	processingMs: number | ((documentName: string) => number);
	/** How "not ready" is answered: what 0.8.1 does is unknown. */
	notReady: '200' | '202' | '202-empty';
	/** Whether rows of the list carry `status` and `extracted_data`: unknown too. */
	listCarriesStatus: boolean;
	/** The order of the list: unknown as well. */
	listOrder: ListOrder;
	/** What `schema` is in a row of the list: an object (documented), or what else may come. */
	listSchema: 'object' | 'string' | 'null';
	/** Rows at the most on a page of a list, whatever was asked for: unknown. */
	largestPage: number;
	/** Milliseconds after which the list shows a new extract: unknown. */
	listLag: number;
	/** Credits of the account; an extract takes 3. */
	credits: number;
	/** How many requests are answered at the most; undefined for all of them. */
	limit: Limit | undefined;
	/** The classifiers that exist. */
	classifiers: string[];
	/** The answer to a successful deletion: unknown. */
	deleted: 200 | 202 | 204;
	/** How a file is answered: unknown. A redirect leads on within this server, or to a storage host. */
	files: 'direct' | 'same-host' | 'storage';
	/** The storage host, where there is one. */
	storage: Storage | undefined;
	/** What an export answers that has nothing to give: unknown. */
	nothing: '204' | '200-empty' | '404' | 'extract';
}

export const DEFAULT_SETTINGS: EmulatorSettings = {
	token: DEFAULT_TOKEN,
	workflows: [DEFAULT_WORKFLOW_ID],
	keptName: (fileName) => fileName,
	processingMs: 1_500,
	notReady: '200',
	listCarriesStatus: true,
	listOrder: 'newest first',
	listSchema: 'object',
	largestPage: 100,
	listLag: 0,
	credits: Infinity,
	limit: undefined,
	classifiers: [DEFAULT_CLASSIFIER_ID],
	deleted: 204,
	files: 'direct',
	storage: undefined,
	nothing: '204',
};
