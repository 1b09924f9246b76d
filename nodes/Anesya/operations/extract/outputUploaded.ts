import type { Extract } from '../../api/extract';
import { getExtractWithRetry } from '../../api/getExtract';
import { readKeepFiles, readSimplify } from '../../fields/output';
import { simplifyNewExtract } from '../../results/simplifyExtract';
import { wholeExtract } from '../../results/wholeExtract';
import { isIdOnly } from '../../uploading/storedUploads';
import type { Run } from '../run';
import { aboutExtract, hintOnNumbers } from './aboutExtract';
import type { AfterUpload } from './uploadDocuments';

/** After an upload: outputs the extract as it was created. */
export function outputUploaded(run: Run, itemIndex: number): AfterUpload {
	const { context, api, signal } = run;
	const keepFiles = readKeepFiles(context, itemIndex);
	const isSimple = readSimplify(context, itemIndex);
	/** Without it, the item has the id at least. */
	const readWhole = async (extract: Extract) =>
		await getExtractWithRetry(api, extract.id, signal).then(
			(reading) => reading.extract ?? extract,
			() => extract,
		);
	return async ({ extract, files }) => {
		const whole = isIdOnly(extract) ? await readWhole(extract) : extract;
		if (!isSimple) hintOnNumbers(run, whole);
		const json = isSimple ? simplifyNewExtract(whole) : wholeExtract(whole);
		return {
			about: aboutExtract(whole),
			items: [{ json, binary: keepFiles ? files : undefined }],
		};
	};
}
