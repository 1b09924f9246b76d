import type { CallContext } from './context';
import type { NewExtract, UploadOptions } from './extracts';
import type { ReceivedFile } from './multipart';
import type { PageRange } from './reading/reader';

const EXTENSIONS = ['pdf', 'png', 'jpg', 'jpeg'];

/** What an extract is created from, apart from the file. */
export interface UploadDetails {
	workflow: string | null;
	uploadOptions?: UploadOptions;
	pages?: PageRange;
	/** The step at which it will fail, if a fault says so. */
	failsAt: string | undefined;
}

/** Validates a file. @returns the error in Django's words */
export function documentProblem({ fileName, size }: ReceivedFile): string | undefined {
	if (fileName === undefined || fileName === '') return 'No filename could be determined.';
	if (size === 0) return 'The submitted file is empty.';
	const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	if (EXTENSIONS.includes(extension)) return undefined;
	return `File extension “${extension}” is not allowed. Allowed extensions are: ${EXTENSIONS.join(', ')}.`;
}

/** Starts to read a document. @returns what is stored for it */
export function newExtract(
	{ settings, reader }: CallContext,
	file: ReceivedFile,
	intake: UploadDetails,
): NewExtract {
	const fileName = file.fileName ?? '';
	const documentName = settings.storedName(fileName);
	const { processingMs } = settings;
	const { pages, ...rest } = intake;
	return {
		...rest,
		documentName,
		file: { path: file.path, type: file.contentType },
		size: file.size,
		sha256: file.sha256,
		processingMs: typeof processingMs === 'function' ? processingMs(documentName) : processingMs,
		reading: reader.read({ path: file.path, fileName, size: file.size, pages }),
	};
}
