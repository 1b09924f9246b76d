import type { Route } from '../context';
import { viewOf } from '../extracts';
import type { ReceivedFile } from '../multipart';
import { receiveForm } from '../multipart';
import type { EmulatorResponse } from '../responses';
import { detail } from '../responses';
import { documentProblem, newExtract } from '../uploads';

const PART = /^extracts\[\d+\]\[document\]$/;

/** `POST /workflow/{id}/extract/`: one extract for each file part `extracts[N][document]` (documented). */
export const uploadToWorkflow: Route = {
	method: 'POST',
	path: /^\/workflow\/([0-9a-f-]{36})\/extract\/$/,

	async handle(call) {
		const { request, settings, extracts } = call;
		const workflow = call.ids[0] ?? '';
		if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
			return detail(415, 'Unsupported media type in request.');
		}
		const form = await receiveForm(request, call.folder);
		const { files, fields } = form;
		const fault = await call.received(form);

		if (!settings.workflows.includes(workflow))
			return detail(404, 'No Workflow matches the given query.');
		const refusal = refusalOf(files, fields);
		if (refusal !== undefined) return refusal;
		if (extracts.creditsUsed + 3 * files.length > settings.credits)
			return detail(403, 'Insufficient credits.');

		const failsAt = fault?.kind === 'extract-error' ? (fault.step ?? 'OCR') : undefined;
		const created = files.map((file) =>
			extracts.create(newExtract(call, file, { workflow, failsAt })),
		);
		return { status: 201, body: created.map((extract) => viewOf(extract)) };
	},
};

function refusalOf(
	files: ReceivedFile[],
	fields: Array<[string, string]>,
): EmulatorResponse | undefined {
	if (fields.length > 0)
		return { status: 400, body: { [fields[0]?.[0] ?? '']: ['Unexpected part.'] } };
	if (files.length === 0) return { status: 400, body: { extracts: ['This field is required.'] } };
	const problems = files.map(problemOf);
	if (problems.every((problem) => problem === undefined)) return undefined;
	return {
		status: 400,
		body: { extracts: problems.map((problem) => (problem ? { document: [problem] } : {})) },
	};
}

function problemOf(file: ReceivedFile): string | undefined {
	return PART.test(file.partName) ? documentProblem(file) : `Unexpected part "${file.partName}".`;
}
