import type { Extract } from '../api/extract';
import type { Limiter } from '../concurrency/limiter';
import type { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import type { UploadFile } from '../transport/multipartForm';
import type { NewRows } from './newRows';
import type { SearchPorts } from './readRows';

/** A request that creates extracts, and what is needed to find them if its response is lost. */
export interface Upload {
	/** At least one. Each is opened again for every attempt. */
	files: UploadFile[];
	/** Where its extracts are listed; undefined for an upload without a workflow. */
	workflow?: string;
	/** The ID in the metadata of its extract, by which it is found again; undefined if it has none (any more). */
	uploadId?(): string | undefined;
	/** Aborted with an AnesyaApiError when it is too late to send it (again). */
	sendBy?: AbortSignal;
	/** Sends the request once. @throws AnesyaApiError */
	send(): Promise<Extract[]>;
}

/** What is kept of an upload from one try of n8n to the next. */
export interface UploadTrail {
	/**
	 * Set while an attempt may have been accepted whose extract is not known, also after a search in vain.
	 * Its `sentAt` is that of the first one.
	 */
	lost?: AnesyaApiError;
	/** When the last attempt ended; undefined if this process did not send it. */
	lostAt?: Instant;
	/** Whether another process sent it, whose clocks are unknown. */
	isOfOtherProcess?: boolean;
}

/** What all uploads of a run share. */
export interface UploadPorts extends SearchPorts {
	/** Limits the concurrent uploads. */
	uploadLimiter: Limiter;
	newRows: NewRows;
}
