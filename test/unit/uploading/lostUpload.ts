import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import type { ListRow } from '../../../nodes/Anesya/api/page';
import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import { responseWith, errorWith } from '../transport/responses';
import type { Upload, UploadPorts } from '../../../nodes/Anesya/uploading/upload';

/** An Anesya that has these extracts in its list, whatever is searched for, and counts the looks at it. */
export function listing(rows: () => ListRow[]) {
	const looks = { running: 0, most: 0, searches: Array<unknown>() };
	const api: ApiClient = {
		async send({ query }) {
			looks.most = Math.max(looks.most, (looks.running += 1));
			looks.searches.push(query?.search);
			await new Promise((resolve) => setTimeout(resolve, 1));
			looks.running -= 1;
			return responseWith({ count: rows().length, next: null, results: rows() });
		},
		serverTime: () => Date.now(),
	};
	return { api, looks };
}

/** What uploads share when nothing stops them. */
export function uploadingTo(api: ApiClient, more: Partial<UploadPorts> = {}): UploadPorts {
	return {
		api,
		uploadLimiter: createLimiter(10),
		searchLimiter: createLimiter(2),
		signal: undefined,
		...more,
	};
}

/** An upload of one file; each attempt goes as the next outcome says, the last one for good. */
export function uploadOf(
	name: string,
	outcomes: Array<Partial<ErrorDetails> | Extract>,
): Upload & { sent: number } {
	const file = { name, type: 'application/pdf', size: 1, stream: async function* () {} };
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

/** A row of the list, created so many milliseconds ago. */
export function rowOf(id: string, document_name: string, ago = 0): ListRow & Extract {
	return {
		id,
		document_name,
		status: 'CREATED',
		created_at: new Date(Date.now() - ago).toISOString(),
	};
}
