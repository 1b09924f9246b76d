import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { ListRow } from '../../../nodes/Anesya/api/page';
import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import type { AnesyaClient } from '../../../nodes/Anesya/transport/client';
import { createNewRows } from '../../../nodes/Anesya/uploading/newRows';
import type { Upload, UploadPorts } from '../../../nodes/Anesya/uploading/upload';
import { errorWith, responseWith } from '../transport/responses';

/** An Anesya whose list has these extracts, whatever is searched for. It counts the searches. */
export function listing(rows: () => ListRow[]) {
	const searches = { running: 0, mostAtOnce: 0, texts: Array<unknown>() };
	const api: AnesyaClient = {
		baseUrl: 'https://api.anesya.app',
		account: 'account',
		tokenAccount: 'account',
		openFile: async () => await Promise.reject(errorWith({ retryable: false, accepted: 'no' })),
		openLink: async () => await Promise.reject(new Error('Not available')),
		async send({ query }) {
			searches.mostAtOnce = Math.max(searches.mostAtOnce, (searches.running += 1));
			searches.texts.push(query?.search);
			await new Promise((resolve) => setTimeout(resolve, 1));
			searches.running -= 1;
			return responseWith({ count: rows().length, next: null, results: rows() });
		},
		serverTime: () => Date.now(),
	};
	return { api, searches };
}

/** What uploads share, by default without an abort signal. */
export function portsTo(api: AnesyaClient, more: Partial<UploadPorts> = {}): UploadPorts {
	const search = { api, searchLimiter: createLimiter(2), signal: undefined };
	return {
		...search,
		uploadLimiter: createLimiter(10),
		newRows: createNewRows(search),
		...more,
	};
}

/** An upload of one file, empty unless given. Each attempt has the next outcome; the last outcome repeats. */
export function uploadOf(
	name: string,
	outcomes: Array<Partial<ErrorDetails> | Extract>,
	content = '',
): Upload & { sent: number } {
	const stream = async function* () {
		if (content !== '') yield Buffer.from(content);
	};
	const file = { name, type: 'application/pdf', size: content.length, stream };
	const upload = {
		files: [file],
		sent: 0,
		async send() {
			const outcome = outcomes[Math.min(upload.sent, outcomes.length - 1)];
			upload.sent += 1;
			if (outcome !== undefined && 'id' in outcome) return [outcome];
			throw errorWith({ retryable: true, accepted: 'maybe', ...outcome });
		},
	};
	return upload;
}

/** A row of the list. @param ago milliseconds since it was created */
export function rowOf(id: string, document_name: string, ago = 0): ListRow & Extract {
	return {
		id,
		document_name,
		status: 'CREATED',
		created_at: new Date(Date.now() - ago).toISOString(),
	};
}
