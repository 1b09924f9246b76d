import { randomUUID } from 'node:crypto';

import type { Reading } from './reading/reader';
import { DEFAULT_SCHEMA_ID } from './schemas';

const STEPS = ['OCR', 'CLASSIFICATION', 'IMAGES', 'PARSING', 'LOCATION'];
const CREDITS_EACH = 3;

/** What a client may say of a document that it uploads without a workflow. */
export interface Wishes {
	server: string;
	schema: string | null;
	classifier: string | null;
	metadata: Record<string, unknown> | null;
}

/** A file on disk. */
export interface StoredFile {
	path: string;
	type: string;
}

/** An image that was cut out of a document. */
export interface StoredImage extends StoredFile {
	id: string;
	name: string | null;
}

/** What an upload brings in. */
export interface NewExtract {
	documentName: string;
	/** Null for an upload without a workflow. */
	workflow: string | null;
	/** What an upload without a workflow said of it. */
	wishes?: Wishes;
	/** Absent where there was no upload. */
	file?: StoredFile;
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
	/** Of the file; it differs from the extract's id (documented). */
	documentId: string;
	/** Instead of the documented relative address. */
	documentUrl?: string;
	/** Cut out of the document; they show once it is finished. */
	images: StoredImage[];
	session: number;
	createdAt: number;
	/** Absent while the document is being read. */
	result?: Reading;
}

/** Everything that was accepted, in the order of acceptance. */
export class Extracts {
	readonly byId = new Map<string, StoredExtract>();

	create(fresh: NewExtract, createdAt = Date.now()): StoredExtract {
		const session = Math.floor(createdAt / 1000);
		const stored: StoredExtract = {
			...fresh,
			id: randomUUID(),
			documentId: randomUUID(),
			images: imagesIn(fresh),
			session,
			createdAt,
		};
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
	const progress =
		extract.processingMs <= 0 ? 1 : Math.min(1, (now - extract.createdAt) / extract.processingMs);
	const failsAt = extract.failsAt ?? extract.result?.failedAt;
	const hasEnded =
		progress === 1 && (extract.result !== undefined || extract.failsAt !== undefined);
	const isFinished = hasEnded && failsAt === undefined;
	const step = STEPS[Math.min(STEPS.length - 1, Math.floor(progress * STEPS.length))];
	const status = progress < 0.1 && !hasEnded ? 'CREATED' : 'IN_PROGRESS';
	const schema = extract.wishes === undefined ? DEFAULT_SCHEMA_ID : extract.wishes.schema;

	return {
		id: extract.id,
		document_name: extract.documentName,
		document_url: extract.documentUrl ?? `/document/${extract.documentId}/?type=extract`,
		content_images: isFinished
			? extract.images.map(({ id, name }) => ({ id, name, url: `/images/${id}/` }))
			: [],
		server: extract.wishes?.server ?? 'FR-1',
		content: isFinished ? (extract.result?.content ?? '') : null,
		extracted_data: isFinished && schema !== null ? (extract.result?.data ?? null) : null,
		schema,
		classifier: extract.wishes?.classifier ?? null,
		classifier_result: isFinished && extract.wishes?.classifier ? 'Invoice' : null,
		workflow: extract.workflow,
		workflow_session_id: extract.workflow === null ? null : extract.session,
		status: isFinished ? 'FINISHED' : hasEnded ? 'ERROR' : status,
		extraction_step: hasEnded && failsAt !== undefined ? failsAt : step,
		extraction_time: isFinished ? extract.processingMs / 1000 : null,
		credit_used: isFinished ? CREDITS_EACH : null,
		metadata: extract.wishes?.metadata ?? null,
		created_at: new Date(extract.createdAt).toISOString().replace('Z', '000Z'),
	};
}

/** A document that is an image has one in it: itself. */
function imagesIn({ file }: NewExtract): StoredImage[] {
	if (file === undefined || !file.type.startsWith('image/')) return [];
	return [
		{
			...file,
			id: randomUUID(),
			name: `_page_0_Image_1.${file.type === 'image/png' ? 'png' : 'jpeg'}`,
		},
	];
}
