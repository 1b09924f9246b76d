import type { Extract } from '../api/extract';
import type { Limiter } from '../concurrency/limiter';
import type { ApiClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';

/** A request that creates extracts, and what it takes to find them should its answer get lost. */
export interface Upload {
	/** At least one; each is opened again should the request have to be repeated. */
	files: UploadFile[];
	/** Where its extracts would be listed; undefined for an upload without a workflow. */
	workflow?: string;
	/** Sends the request once. @throws AnesyaApiError */
	send(): Promise<Extract[]>;
}

/** What the uploads of a run share. */
export interface UploadPorts {
	api: ApiClient;
	/** Bounds the uploads under way. */
	uploadLimiter: Limiter;
	/** Bounds the looks for lost ones: a server that loses many answers is in trouble. */
	searchLimiter: Limiter;
	signal: AbortSignal | undefined;
}
