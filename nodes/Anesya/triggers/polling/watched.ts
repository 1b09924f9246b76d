import type { IPollFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../transport/client';
import { createClient } from '../../transport/client';
import { extractList } from '../../api/listExtracts';
import type { Page } from '../../api/page';
import { readPage } from '../../api/page';
import { PAGE_SIZE } from '../../api/paginate';
import { readFilter } from './fields';
import { pollRetryDelay } from './readSingly';

/** The list that a trigger watches. */
export interface Watched {
	api: ApiClient;
	/** Tells this list from any other: the account and the filter. */
	list: string;
	/** Reads a page, counted from 1. */
	read(page: number): Promise<Page>;
}

/** The list that the user chose. @throws UserError when the credential or a filter cannot be used */
export async function openWatched(context: IPollFunctions): Promise<Watched> {
	const filter = readFilter(context);
	const api = await createClient(context);
	const account = context.getNode().credentials?.anesyaApi?.id ?? '';
	const extracts = { ...extractList(filter), retryPolicy: pollRetryDelay };
	return {
		api,
		list: JSON.stringify([account, filter]),
		read: async (page) => await readPage(api, extracts, { page, size: PAGE_SIZE }, undefined),
	};
}
