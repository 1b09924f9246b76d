import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { toNodeError } from '../operations/errors';
import type { AnesyaClient } from '../transport/client';
import { createClient } from '../transport/client';

/*
 * The lists of the editor. A name in a list stays on the field after it was chosen, so it must not become
 * untrue: it has dates, never "3 minutes ago".
 */

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
		return await fill(await createClient(context));
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
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
