import type { IPollFunctions } from 'n8n-workflow';

import { extractList } from '../../api/listExtracts';
import type { Page } from '../../api/page';
import { readPage } from '../../api/page';
import { PAGE_SIZE } from '../../api/paginate';
import type { ApiClient } from '../../transport/client';
import { createClient } from '../../transport/client';
import { readFilter } from './fields';
import { pollRetryDelay } from './readExtracts';

/** The list of extracts that a trigger polls. */
export interface PolledList {
	api: ApiClient;
	/** Identifies the list by its account and filter. */
	key: string;
	/** Reads a page, counted from 1. */
	readPage(page: number): Promise<Page>;
}

/** The list that the user chose. @throws UserError when the credential or a filter is not usable */
export async function openPolledList(context: IPollFunctions): Promise<PolledList> {
	const filter = readFilter(context);
	const api = await createClient(context);
	const account = context.getNode().credentials?.anesyaApi?.id ?? '';
	const list = { ...extractList(filter), retryPolicy: pollRetryDelay };
	return {
		api,
		key: JSON.stringify([account, filter]),
		readPage: async (page) => await readPage(api, list, { page, size: PAGE_SIZE }, undefined),
	};
}
