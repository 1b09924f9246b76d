import type { Extract } from '../api/extract';
import type { UploadTrail } from './upload';

/**
 * What one upload became. n8n may run the whole node again (*Retry On Fail*, and *Retry* of a failed
 * execution), and then the upload is taken up again from here instead of being paid for twice.
 *
 * `extracts` are at Anesya. Those in `failed` ended in ERROR, so their files may be uploaded again.
 */
export interface LedgerEntry extends UploadTrail {
	extracts: Extract[];
	failed: Set<string>;
	/** Set while its files are being uploaded; never rejects. */
	underWay?: Promise<void>;
	/** IDs of extracts that ended in ERROR, and whose files were uploaded again. */
	ended?: string[];
	/** The names of its files. */
	names: string[];
	/** See `Upload.uploadId`: an upload is searched for by the same ID in every try. */
	uploadId?: string;
}
