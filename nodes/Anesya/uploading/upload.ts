import type { AnesyaApi } from '../api/anesyaApi';
import type { Extract } from '../api/extract';
import type { UploadFile } from '../api/uploadForm';
import type { Limiter } from '../concurrency/limiter';

/** A request that creates extracts, and what it takes to find them should its answer get lost. */
export interface Upload {
	/** At least one; each is opened again should the request have to be repeated. */
	files: UploadFile[];
	/** Where its extracts would be listed; undefined for an upload without a workflow. */
	workflow?: string;
	/** Sends the request once. @throws AnesyaFailure */
	send(): Promise<Extract[]>;
}

/** What the uploads of a run share. */
export interface Uploading {
	api: AnesyaApi;
	/** Bounds the uploads under way. */
	atOnce: Limiter;
	/** Bounds the looks for lost ones: a server that loses many answers is in trouble. */
	looksAtOnce: Limiter;
	stop: AbortSignal | undefined;
}
