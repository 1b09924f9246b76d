import type { ListOrder } from './listOrder';
import type { Storage } from './storage';
import type { RateLimit } from './throttle';

export const DEFAULT_WORKFLOW_ID = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
export const DEFAULT_CLASSIFIER_ID = '8c4e2f6a-1d3b-4a5c-9e7f-0b2d4c6e8a10';
export const DEFAULT_TOKEN = 'emulator-token';

/** What an emulator can be told to do. Everything that is unknown about Anesya is a setting. */
export interface EmulatorSettings {
	/** The one valid token. */
	token: string;
	/** The workflows that exist. */
	workflows: string[];
	/** The name under which a document is stored: whether it differs is unknown. */
	storedName: (fileName: string) => string;
	/** How long a document takes, in milliseconds. */
	processingMs: number | ((documentName: string) => number);
	/** The response to "not ready": what 0.8.1 sends is unknown. */
	notReady: '200' | '202' | '202-empty';
	/** Whether rows of the list have `status` and `extracted_data`: unknown. */
	listCarriesStatus: boolean;
	/** The order of the list: unknown. */
	listOrder: ListOrder;
	/** What `schema` is in a row of the list: an object (documented), or something else. */
	listSchema: 'object' | 'string' | 'null';
	/** The maximum number of rows on a page of a list, whatever the request says: unknown. */
	maxPageSize: number;
	/** Milliseconds until the list shows a new extract: unknown. */
	listLag: number;
	/** Milliseconds by which the rows of a list are behind what a single read shows: unknown. */
	listRowLag: number;
	/** By how many rows a list has moved when its next page is read for the first time: down after uploads of others, up (negative) after deletions. */
	listShift: number;
	/** Credits of the account; an extract takes 3. */
	credits: number;
	/** How many requests are accepted; undefined for no limit. */
	rateLimit: RateLimit | undefined;
	/** The classifiers that exist. */
	classifiers: string[];
	/** The status of a successful deletion: unknown. */
	deletionStatus: 200 | 202 | 204;
	/** How a file is served: unknown. Redirects lead to this server or to a storage host. */
	fileDelivery: 'direct' | 'same-host' | 'storage';
	/** The storage host, where there is one. */
	storage: Storage | undefined;
	/** The response to an export with nothing to download: unknown. */
	emptyExport: '204' | '200-empty' | '404' | 'extract';
}

export const DEFAULT_SETTINGS: EmulatorSettings = {
	token: DEFAULT_TOKEN,
	workflows: [DEFAULT_WORKFLOW_ID],
	storedName: (fileName) => fileName,
	processingMs: 1_500,
	notReady: '200',
	listCarriesStatus: true,
	listOrder: 'newest first',
	listSchema: 'object',
	maxPageSize: 100,
	listLag: 0,
	listRowLag: 0,
	listShift: 0,
	credits: Infinity,
	rateLimit: undefined,
	classifiers: [DEFAULT_CLASSIFIER_ID],
	deletionStatus: 204,
	fileDelivery: 'direct',
	storage: undefined,
	emptyExport: '204',
};
