import type { IExecuteFunctions, IWorkflowDataProxyAdditionalKeys } from 'n8n-workflow';

import type { UploadTracker } from './uploadTracker';

type Context = Pick<
	IExecuteFunctions,
	'getExecutionCancelSignal' | 'getExecutionId' | 'getWorkflowDataProxy' | 'logger'
>;

/** n8n keeps this many entries of custom data for each execution, and this many characters of each. */
const MAX_ENTRIES = 10;
const MAX_LENGTH = 512;

/** IDs that fit into an entry, with a comma and a space between them. */
const IDS_PER_ENTRY = 13;

/**
 * Has a stop leave the ids of what is paid. n8n stores a stopped execution at the moment of the stop,
 * or even as it was when it began, so no text that the node throws is in it. What is left is the
 * execution's custom data, which n8n stores by itself, and n8n's log (measured on 1.123 and 2.41).
 *
 * @returns ends this, once the run has finished
 */
export function leaveNoticeAtStop(context: Context, uploads: UploadTracker): () => void {
	const signal = context.getExecutionCancelSignal();
	// n8n stores the execution right after the listeners have run, so nothing here may be asynchronous.
	// What a listener throws would end n8n's process.
	const onStop = () => {
		try {
			leaveNotice(context, uploads);
		} catch (error) {
			context.logger.warn(`Anesya: the notice of a stop failed: ${String(error)}`);
		}
	};
	signal?.addEventListener('abort', onStop, { once: true });
	return () => signal?.removeEventListener('abort', onStop);
}

function leaveNotice(context: Context, uploads: UploadTracker): void {
	const [ids, unclear] = [uploads.ids(), uploads.unclear()];
	if (ids.length === 0 && unclear.length === 0) return;

	context.logger.info(
		`Anesya: execution ${context.getExecutionId()} was stopped. Extracts at Anesya: ${ids.join(', ') || 'none'}. Documents that may be at Anesya: ${unclear.join(', ') || 'none'}.`,
	);
	const { $execution }: IWorkflowDataProxyAdditionalKeys = context.getWorkflowDataProxy(0);
	const customData = $execution?.customData;
	if (customData === undefined) return;

	// What the workflow itself has put there stays.
	const taken = Object.keys(customData.getAll());
	for (const [key, value] of Object.entries(noticeEntries(ids, unclear))
		.filter(([key]) => !taken.includes(key))
		.slice(0, MAX_ENTRIES - taken.length)) {
		customData.set(key, value);
	}
}

/** The unclear documents come first: nothing else names them. */
export function noticeEntries(ids: string[], unclear: string[]): Record<string, string> {
	const entries: Record<string, string> = {};
	if (unclear.length > 0) entries.anesya_unclear = unclear.join(', ').slice(0, MAX_LENGTH);
	for (let start = 0; start < ids.length; start += IDS_PER_ENTRY) {
		entries[`anesya_ids_${start / IDS_PER_ENTRY + 1}`] = ids
			.slice(start, start + IDS_PER_ENTRY)
			.join(', ')
			.slice(0, MAX_LENGTH);
	}
	return entries;
}
