import { randomUUID } from 'node:crypto';

import { now as currentTime } from './now';
import type { Reading } from './reading/reader';
import { DEFAULT_SCHEMA_ID } from './schemas';

const EXTRACTION_STEPS = ['OCR', 'CLASSIFICATION', 'IMAGES', 'PARSING', 'LOCATION'];
const CREDITS_PER_EXTRACT = 3;

/** The fields of an upload without a workflow. */
export interface UploadOptions {
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

/** An extract to create. */
export interface NewExtract {
	documentName: string;
	/** Null for an upload without a workflow. */
	workflow: string | null;
	/** Present for an upload without a workflow. */
	uploadOptions?: UploadOptions;
	/** Absent without an upload. */
	file?: StoredFile;
	size: number;
	sha256: string;
	processingMs: number;
	/** The step at which it will fail, if a fault says so. */
	failsAt: string | undefined;
	reading: Promise<Reading>;
}

/** An extract as the emulator stores it. */
export interface StoredExtract extends NewExtract {
	id: string;
	/** The id of the file. It differs from the id of the extract (documented). */
	documentId: string;
	/** Instead of the documented relative URL. */
	documentUrl?: string;
	/** Cut out of the document; visible once it is finished. */
	images: StoredImage[];
	session: number;
	createdAt: number;
	/** Absent until the document is read. */
	result?: Reading;
}

/** All extracts, in the order of acceptance. */
export class Extracts {
	readonly byId = new Map<string, StoredExtract>();

	create(fresh: NewExtract, createdAt = currentTime()): StoredExtract {
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
		return this.byId.size * CREDITS_PER_EXTRACT;
	}
}

/** The documented Extract object at this moment: status and step follow from the time that has passed. */
export function viewOf(extract: StoredExtract, now = currentTime()): Record<string, unknown> {
	const progress =
		extract.processingMs <= 0
			? 1
			: Math.min(1, Math.max(0, now - extract.createdAt) / extract.processingMs);
	const failsAt = extract.failsAt ?? extract.result?.failedAt;
	const hasEnded =
		progress === 1 && (extract.result !== undefined || extract.failsAt !== undefined);
	const isFinished = hasEnded && failsAt === undefined;
	const step =
		EXTRACTION_STEPS[
			Math.min(EXTRACTION_STEPS.length - 1, Math.floor(progress * EXTRACTION_STEPS.length))
		];
	const status = progress < 0.1 && !hasEnded ? 'CREATED' : 'IN_PROGRESS';
	const schema =
		extract.uploadOptions === undefined ? DEFAULT_SCHEMA_ID : extract.uploadOptions.schema;

	return {
		id: extract.id,
		document_name: extract.documentName,
		document_url: extract.documentUrl ?? `/document/${extract.documentId}/?type=extract`,
		content_images: isFinished
			? extract.images.map(({ id, name }) => ({ id, name, url: `/images/${id}/` }))
			: [],
		server: extract.uploadOptions?.server ?? 'FR-1',
		content: isFinished ? (extract.result?.content ?? '') : null,
		extracted_data: isFinished && schema !== null ? (extract.result?.data ?? null) : null,
		schema,
		classifier: extract.uploadOptions?.classifier ?? null,
		classifier_result: isFinished && extract.uploadOptions?.classifier ? 'Invoice' : null,
		workflow: extract.workflow,
		workflow_session_id: extract.workflow === null ? null : extract.session,
		status: isFinished ? 'FINISHED' : hasEnded ? 'ERROR' : status,
		extraction_step: hasEnded && failsAt !== undefined ? failsAt : step,
		extraction_time: isFinished ? extract.processingMs / 1000 : null,
		credit_used: isFinished ? CREDITS_PER_EXTRACT : null,
		metadata: extract.uploadOptions?.metadata ?? null,
		created_at: new Date(extract.createdAt).toISOString().replace('Z', '000Z'),
	};
}

/** An image that was uploaded as a document contains one image: itself. */
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
