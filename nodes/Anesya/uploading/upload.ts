import type { Extract } from '../api/extract';
import type { UploadFile } from '../api/uploadForm';

/** A request that creates extracts, and what it takes to find them should its answer get lost. */
export interface Upload {
	/** At least one; each is opened again should the request have to be repeated. */
	files: UploadFile[];
	/** Where its extracts would be listed; undefined for an upload without a workflow. */
	workflow?: string;
	/** Sends the request once. @throws AnesyaFailure */
	send(): Promise<Extract[]>;
}
