import type { CallContext, Route } from '../context';
import type { UploadOptions } from '../extracts';
import { viewOf } from '../extracts';
import type { ReceivedForm } from '../multipart';
import { receiveForm } from '../multipart';
import type { PageRange } from '../reading/reader';
import type { EmulatorResponse } from '../responses';
import { detail } from '../responses';
import { documentProblem, newExtract } from '../uploads';

const SERVERS = ['EU-1', 'FR-1', 'FR-2', 'FR-3'];
const FIELDS = ['server', 'schema', 'classifier', 'metadata'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `POST /extract/`: one document in the part `document`, and fields such as `server` (documented). */
export const uploadDocument: Route = {
	method: 'POST',
	path: /^\/extract\/$/,

	async handle(call) {
		const { request, settings, extracts } = call;
		if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
			return detail(415, 'Unsupported media type in request.');
		}
		const form = await receiveForm(request, call.folder);
		const fault = await call.received(form);

		const file = form.files[0];
		const given = new Map(form.fields);
		const problems = {
			...fileProblems(form),
			...fieldProblems(given, call),
			...pageProblems(call, file?.fileName ?? ''),
		};
		if (file === undefined || Object.keys(problems).length > 0)
			return { status: 400, body: problems };
		if (extracts.creditsUsed + 3 > settings.credits) return detail(403, 'Insufficient credits.');

		const failsAt = fault?.kind === 'extract-error' ? (fault.step ?? 'OCR') : undefined;
		const created = extracts.create(
			newExtract(call, file, {
				workflow: null,
				uploadOptions: uploadOptionsIn(given),
				pages: pagesIn(call.url),
				failsAt,
			}),
		);
		return { status: 201, body: viewOf(created) };
	},
};

type Problems = NonNullable<EmulatorResponse['body']> & Record<string, unknown>;

function fileProblems({ files, fields }: ReceivedForm): Problems {
	const unexpected = [
		...files.slice(1).map(({ partName }) => partName),
		...fields.map(([name]) => name),
	].find((name) => !FIELDS.includes(name));
	if (unexpected !== undefined) return { [unexpected]: ['Unexpected part.'] };
	const [file] = files;
	if (file?.partName !== 'document') return { document: ['No file was submitted.'] };
	const problem = documentProblem(file);
	return problem === undefined ? {} : { document: [problem] };
}

function fieldProblems(given: Map<string, string>, { settings, schemas }: CallContext): Problems {
	const problems: Problems = {};
	const server = given.get('server');
	if (server === undefined) problems.server = ['This field is required.'];
	else if (!SERVERS.includes(server)) problems.server = [`"${server}" is not a valid choice.`];

	const known = { schema: [...schemas.byId.keys()], classifier: settings.classifiers };
	for (const [field, ids] of Object.entries(known)) {
		const id = given.get(field);
		if (id === undefined || ids.includes(id)) continue;
		problems[field] = [
			UUID.test(id)
				? `Invalid pk "${id}" - object does not exist.`
				: `“${id}” is not a valid UUID.`,
		];
	}
	const metadata = given.get('metadata');
	if (metadata !== undefined && objectIn(metadata) === null)
		problems.metadata = ['Value must be valid JSON.'];
	return problems;
}

function pageProblems({ url }: CallContext, fileName: string): Problems {
	const problems: Problems = {};
	for (const name of ['pdf_page_start', 'pdf_page_end']) {
		const value = url.searchParams.get(name);
		if (value === null) continue;
		if (!/^[1-9]\d*$/.test(value)) problems[name] = ['A valid integer is required.'];
		else if (!/\.pdf$/i.test(fileName)) problems[name] = ['PDF only.'];
	}
	const { first = 1, last = Infinity } = pagesIn(url);
	return first > last ? { ...problems, pdf_page_end: ['It is before the first page.'] } : problems;
}

function pagesIn({ searchParams }: URL): PageRange {
	const [first, last] = [searchParams.get('pdf_page_start'), searchParams.get('pdf_page_end')];
	return {
		first: first === null ? undefined : Number(first),
		last: last === null ? undefined : Number(last),
	};
}

function uploadOptionsIn(given: Map<string, string>): UploadOptions {
	const metadata = given.get('metadata');
	return {
		server: given.get('server') ?? '',
		schema: given.get('schema') ?? null,
		classifier: given.get('classifier') ?? null,
		metadata: metadata === undefined ? null : objectIn(metadata),
	};
}

function objectIn(json: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? { ...value }
			: null;
	} catch {
		return null;
	}
}
