import type { Extract } from '../api/extract';
import { uploadIdIn } from '../api/extract';
import { isSameName } from './documentName';
import { claimExtract, isClaimed } from './memory';
import { isInWorkflow } from './reconcile';
import { matchByContent } from './sameContent';
import type { Upload, UploadPorts } from './upload';

/** Accounts whose Anesya seems to change names beyond recognition, and whether that is proven. */
const renaming = new Map<string, boolean>();

/** Notes that a name that differs proves nothing. @param isProven by the content of a document */
export function noteRenaming(account: string, isProven: boolean): void {
	renaming.set(account, isProven || isProvenToRename(account));
}

/** Whether an extract of an upload may have any name. */
export function isProvenToRename(account: string): boolean {
	return renaming.get(account) === true;
}

/**
 * Whether the response to an upload names its own extracts. A server that mixes responses up may name
 * those of another upload. A different name alone proves little, and a name that is the same does not
 * prove much either: then the content decides. What is its own is claimed.
 *
 * @returns `doubtful` where a search should tell
 */
export async function ownershipOf(
	extracts: Extract[],
	upload: Upload,
	ports: UploadPorts,
): Promise<'own' | 'foreign' | 'doubtful'> {
	const { api } = ports;
	const { files } = upload;
	if (extracts.some((extract) => isOfOther(extract, upload))) return 'foreign';

	const isNamed = ({ document_name }: Extract) =>
		files.some(({ name }) => isSameName(document_name, name));
	const taken = extracts.filter(({ id }) => isClaimed(api, id));
	if (!taken.every(isNamed)) return 'foreign';
	const isRenamed = !extracts.some(isNamed) && !renaming.has(api.account);
	const claimed = () => {
		// At once, so that no search adopts them in between.
		for (const { id } of extracts) claimExtract(api, id);
		return 'own' as const;
	};
	if (taken.length === 0 && !isRenamed) return claimed();

	const { matched } = await matchByContent(files, extracts, ports);
	if (matched === undefined) return taken.length > 0 ? 'foreign' : 'doubtful';
	if (isRenamed) noteRenaming(api.account, true);
	return claimed();
}

/** Whether an extract says that it belongs to another upload, or to another workflow. */
export function isOfOther(
	extract: Extract,
	{ workflow, uploadId }: Pick<Upload, 'workflow' | 'uploadId'>,
): boolean {
	const [ownId, id] = [uploadId?.(), uploadIdIn(extract)];
	const hasOtherId = ownId !== undefined && id !== undefined && id !== ownId;
	return hasOtherId || (workflow !== undefined && !isInWorkflow(extract, workflow));
}
