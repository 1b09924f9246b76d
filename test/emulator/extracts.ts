import { randomUUID } from 'node:crypto';

import type { Reading } from './reading/reader';

const STEPS = ['OCR', 'CLASSIFICATION', 'IMAGES', 'PARSING', 'LOCATION'];
const CREDITS_EACH = 3;

/** What an upload brings in. */
export interface NewExtract {
	documentName: string;
	workflow: string;
	size: number;
	sha256: string;
	processingMs: number;
	/** The step at which it is going to fail, if it was asked to. */
	failsAt: string | undefined;
	reading: Promise<Reading>;
}

/** An extract in the emulator's ledger. */
export interface StoredExtract extends NewExtract {
	id: string;
	session: number;
	createdAt: number;
	/** Absent while the document is being read. */
	result?: Reading;
}

/** Everything that was accepted, in the order of acceptance. */
export class Extracts {
	readonly byId = new Map<string, StoredExtract>();

	create(fresh: NewExtract, createdAt = Date.now()): StoredExtract {
		const stored: StoredExtract = { ...fresh, id: randomUUID(), session: Math.floor(createdAt / 1000), createdAt };
		this.byId.set(stored.id, stored);
		void fresh.reading.then((result) => (stored.result = result));
		return stored;
	}

	get creditsUsed(): number {
		return this.byId.size * CREDITS_EACH;
	}
}

/** The documented Extract object, as it stands at this moment: state and step follow from the time passed. */
export function viewOf(extract: StoredExtract, now = Date.now()): Record<string, unknown> {
	const progress = Math.min(1, (now - extract.createdAt) / Math.max(1, extract.processingMs));
	const failsAt = extract.failsAt ?? extract.result?.failedAt;
	const hasEnded = progress === 1 && (extract.result !== undefined || extract.failsAt !== undefined);
	const isFinished = hasEnded && failsAt === undefined;
	const step = STEPS[Math.min(STEPS.length - 1, Math.floor(progress * STEPS.length))];
	const status = progress < 0.1 && !hasEnded ? 'CREATED' : 'IN_PROGRESS';

	return {
		id: extract.id,
		document_name: extract.documentName,
		document_url: `/document/${extract.id}/?type=extract`,
		content_images: [],
		server: 'FR-1',
		content: isFinished ? (extract.result?.content ?? '') : null,
		extracted_data: isFinished ? (extract.result?.data ?? null) : null,
		schema: null,
		classifier: null,
		classifier_result: null,
		workflow: extract.workflow,
		workflow_session_id: extract.session,
		status: isFinished ? 'FINISHED' : hasEnded ? 'ERROR' : status,
		extraction_step: hasEnded && failsAt !== undefined ? failsAt : step,
		extraction_time: isFinished ? extract.processingMs / 1000 : null,
		credit_used: isFinished ? CREDITS_EACH : null,
		metadata: null,
		created_at: new Date(extract.createdAt).toISOString().replace('Z', '000Z'),
	};
}
