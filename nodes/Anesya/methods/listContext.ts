import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { ListRequest, Page } from '../api/page';
import { readPage } from '../api/page';
import { abortable } from '../concurrency/abortable';
import { withTimeLimit } from '../concurrency/withTimeLimit';
import { toNodeError } from '../operations/errors';
import { AnesyaApiError } from '../transport/apiError';
import type { AnesyaClient, ApiClient } from '../transport/client';
import { createClient } from '../transport/client';
import { briefRetryDelay } from '../transport/retry';

/*
 * The lists of the editor. A name in a list stays on the field after it was chosen, so it must not become
 * untrue: it has dates, never "3 minutes ago".
 */

/** Milliseconds that the user waits for a list. */
const LONGEST_WAIT = 20_000;

/**
 * Fills a list of the editor.
 *
 * @throws NodeApiError or NodeOperationError: the editor shows its text in the list
 */
export async function fillList<Result>(
	context: ILoadOptionsFunctions,
	fill: (api: AnesyaClient) => Promise<Result>,
): Promise<Result> {
	try {
		const api = await createClient(context);
		return await withTimeLimit(LONGEST_WAIT, async (signal) => await abortable(fill(api), signal), {
			timeUp: tooSlowError,
		});
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
}

/** Reads a page of a list. An error is shown at once: the user opens the list again. @throws AnesyaApiError */
export async function readForEditor(
	api: ApiClient,
	list: ListRequest,
	range: { page: number; size: number },
): Promise<Page> {
	const lenient = { ...list, leavesOddRowsOut: true, retryPolicy: briefRetryDelay };
	return await readPage(api, lenient, range, undefined);
}

function tooSlowError(): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: 'Anesya did not respond in time',
			description: 'Open the list again in a minute, or enter an ID.',
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** A date in the time zone of the workflow, such as `2026-11-30 04:05`; '' if it is not known. */
export function dateText(context: ILoadOptionsFunctions, milliseconds: number): string {
	if (!Number.isFinite(milliseconds)) return '';
	// Swedish writes dates as ISO 8601 does, which everybody reads in the same way.
	return new Intl.DateTimeFormat('sv-SE', {
		dateStyle: 'short',
		timeStyle: 'short',
		timeZone: context.getTimezone(),
	}).format(milliseconds);
}
