import type { CallContext } from './context';
import type { NewExtract, Wishes } from './extracts';
import type { Pages } from './reading/reader';
import type { ReceivedFile } from './receiving';

const EXTENSIONS = ['pdf', 'png', 'jpg', 'jpeg'];

/** Beside the file, what makes an extract. */
export interface Intake {
	workflow: string | null;
	wishes?: Wishes;
	pages?: Pages;
	/** The step at which it is going to fail, if it was asked to. */
	failsAt: string | undefined;
}

/** What is wrong with a file, in Django's words. */
export function documentProblem({ fileName, size }: ReceivedFile): string | undefined {
	if (fileName === undefined || fileName === '') return 'No filename could be determined.';
	if (size === 0) return 'The submitted file is empty.';
	const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	if (EXTENSIONS.includes(extension)) return undefined;
	return `File extension “${extension}” is not allowed. Allowed extensions are: ${EXTENSIONS.join(', ')}.`;
}

/** Starts to read a document. */
export function newExtractOf(
	{ settings, reader }: CallContext,
	file: ReceivedFile,
	intake: Intake,
): NewExtract {
	const fileName = file.fileName ?? '';
	const documentName = settings.keptName(fileName);
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
