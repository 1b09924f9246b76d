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

/** A date in the time zone of the workflow, such as `Nov 30, 2026, 04:05`; '' if it is not known. */
export function dateText(context: ILoadOptionsFunctions, milliseconds: number): string {
	if (!Number.isFinite(milliseconds)) return '';
	return new Intl.DateTimeFormat('en-US', {
		dateStyle: 'medium',
		timeStyle: 'short',
		hourCycle: 'h23',
		timeZone: context.getTimezone(),
	}).format(milliseconds);
}
