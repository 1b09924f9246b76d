import type { Answer } from '../answers';
import { detail } from '../answers';
import type { CallContext, Route } from '../context';
import { CutConnection } from '../context';
import type { ReceivedFile } from '../receiving';
import { receive } from '../receiving';
import { viewOf } from '../extracts';

const PART = /^extracts\[\d+\]\[document\]$/;
const EXTENSIONS = ['pdf', 'png', 'jpg', 'jpeg'];

/** `POST /workflow/{id}/extract/`: one extract for each file part `extracts[N][document]` (documented). */
export const uploadToWorkflow: Route = {
	method: 'POST',
	path: /^\/workflow\/([0-9a-f-]{36})\/extract\/$/,

	async answer(call) {
		const { request, settings, extracts } = call;
		const workflow = call.ids[0] ?? '';
		if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
			return detail(415, 'Unsupported media type in request.');
		}
		const files = await receive(request, call.folder);
		const fault = await call.received(files);
		if (fault?.kind === 'lost-before-acceptance') throw new CutConnection();
		if (fault?.kind === 'answer') return fault;

		if (!settings.workflows.includes(workflow)) return detail(404, 'No Workflow matches the given query.');
		const refusal = refusalOf(files);
		if (refusal !== undefined) return refusal;
		if (extracts.creditsUsed + 3 * files.length > settings.credits) return detail(403, 'Insufficient credits.');

		const failsAt = fault?.kind === 'extract-error' ? (fault.step ?? 'OCR') : undefined;
		const created = files.map((file) => extracts.create(newExtract(call, workflow, file, failsAt)));
		if (fault?.kind === 'lost-after-acceptance') throw new CutConnection();
		return { status: 201, body: created.map((extract) => viewOf(extract)) };
	},
};

function newExtract({ settings, reader }: CallContext, workflow: string, file: ReceivedFile, failsAt: string | undefined) {
	const documentName = file.fileName ?? '';
	const { processingMs } = settings;
	return {
		documentName,
		workflow,
		size: file.size,
		sha256: file.sha256,
		processingMs: typeof processingMs === 'function' ? processingMs(documentName) : processingMs,
		failsAt,
		reading: reader.read({ path: file.path, fileName: documentName, size: file.size }),
	};
}

function refusalOf(files: ReceivedFile[]): Answer | undefined {
	if (files.length === 0) return { status: 400, body: { extracts: ['This field is required.'] } };
	const problems = files.map(problemOf);
	if (problems.every((problem) => problem === undefined)) return undefined;
	return { status: 400, body: { extracts: problems.map((problem) => (problem ? { document: [problem] } : {})) } };
}

function problemOf({ partName, fileName, size }: ReceivedFile): string | undefined {
	if (!PART.test(partName)) return `Unexpected part "${partName}".`;
	if (fileName === undefined || fileName === '') return 'No filename could be determined.';
	if (size === 0) return 'The submitted file is empty.';
	const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	if (EXTENSIONS.includes(extension)) return undefined;
	return `File extension “${extension}” is not allowed. Allowed extensions are: ${EXTENSIONS.join(', ')}.`;
}
