import type { CallContext, Route } from '../context';
import type { Extracts, StoredExtract } from '../extracts';
import { viewOf } from '../extracts';
import { sortExtracts } from '../listOrder';
import { now } from '../now';
import { paginate } from '../pagination';
import type { Schemas } from '../schemas';
import type { EmulatorSettings } from '../settings';

/** `GET /extract/`: page by page (documented, except for the order). */
export const listExtracts: Route = {
	method: 'GET',
	path: /^\/extract\/$/,

	handle(call) {
		const { url, extracts, schemas, settings } = call;
		const shown = [...extracts.byId.values()].filter(
			({ createdAt }) => now() - createdAt >= settings.listLag,
		);
		const wanted = shown.filter((extract) => matchesQuery(extract, schemas, url.searchParams));
		return paginate(
			shifted(sortExtracts(wanted, settings.listOrder), url, movedBy(call)),
			(extract) => rowOf(extract, schemas, settings),
			call,
		);
	},
};

/** How often the first page of a list was read, by emulator and query. */
const firstReadings = new WeakMap<Extracts, Map<string, number>>();

/** A list moves while it is read for the first time, and is as it was when it is read again. */
function movedBy({ url, extracts, settings }: CallContext): number {
	const list = new URLSearchParams(url.searchParams);
	list.delete('page');
	const readings = firstReadings.get(extracts) ?? new Map<string, number>();
	firstReadings.set(extracts, readings);
	const count = readings.get(list.toString()) ?? 0;
	if (pageIn(url) < 2) readings.set(list.toString(), count + 1);
	return count > 0 && count % 2 === 0 ? 0 : settings.listShift;
}

/** What the rows before a later page have become since the page before it was read. */
function shifted(extracts: StoredExtract[], url: URL, by: number): StoredExtract[] {
	if (pageIn(url) < 2) return extracts;
	return by > 0 ? [...extracts.slice(0, by), ...extracts] : extracts.slice(-by);
}

function pageIn({ searchParams }: URL): number {
	return Number(searchParams.get('page') ?? 1);
}

/** `search` matches the names of the document and of its schema (documented). */
function matchesQuery(extract: StoredExtract, schemas: Schemas, query: URLSearchParams): boolean {
	const { schema, metadata } = viewOf(extract);
	const search = query.get('search')?.toLowerCase() ?? '';
	const session = query.get('workflow_session_id');
	const key = query.get('meta_key');
	const value = query.get('meta_value');
	const given = Object.entries(metadata ?? {});
	return (
		[extract.documentName, schemas.byId.get(String(schema))?.name ?? ''].some((name) =>
			name.toLowerCase().includes(search),
		) &&
		(query.get('workflow_id') ?? extract.workflow) === extract.workflow &&
		(session === null || Number(session) === extract.session) &&
		(key === null || given.some(([name]) => name === key)) &&
		(value === null ||
			given.some(([name, content]) => (key === null || name === key) && String(content) === value))
	);
}

/** In a list, `schema` is an object (documented). Whether it always is one is unknown. */
function rowOf(
	extract: StoredExtract,
	schemas: Schemas,
	settings: EmulatorSettings,
): Record<string, unknown> {
	const { status, extracted_data, content, ...row } = viewOf(extract, now() - settings.listRowLag);
	const { name, description, additional_informations } = schemas.byId.get(String(row.schema)) ?? {};
	const asObject = row.schema === null ? null : { name, description, additional_informations };
	const schema =
		settings.listSchema === 'object'
			? asObject
			: settings.listSchema === 'null'
				? null
				: row.schema;
	return settings.listCarriesStatus
		? { ...row, schema, status, extracted_data, content }
		: { ...row, schema };
}
