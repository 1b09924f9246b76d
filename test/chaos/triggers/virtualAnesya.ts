import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Random } from '../random';
import type { PollingWorld, WorldExtract } from './pollingWorld';
import type { VirtualTime } from './virtualTime';

/** What n8n's HTTP helper returns for a request. */
export interface VirtualResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: Readable;
}

/** Anesya in virtual time. */
export interface VirtualAnesya {
	respond(request: IHttpRequestOptions): Promise<VirtualResponse>;
	requests(): number;
	/** Requests that failed on purpose, those of an outage included. */
	faults(): number;
	/** When a response last had a date. */
	toldTimeAt(): number;
	/** Ends all faults and outages. */
	calmDown(): void;
}

/** @param startedAt what the times of the world count from */
export function startVirtualAnesya(
	world: PollingWorld,
	random: Random,
	time: VirtualTime,
	startedAt: number,
): VirtualAnesya {
	const byId = new Map(world.extracts.map((extract) => [extract.id, extract]));
	// Once, not for each page: the order of a world's extracts never changes.
	const inOrder = [...world.extracts].sort(ORDERS[world.order]);
	let [requests, faults, isCalm, toldTimeAt] = [0, 0, false, -Infinity];
	const now = () => time.now() - startedAt;
	const isThere = ({ visibleAt, deletedAt }: WorldExtract) =>
		visibleAt <= now() && now() < deletedAt;

	function statusAt({ endsAt, failed }: WorldExtract, at: number): string {
		if (at < endsAt) return 'IN_PROGRESS';
		return failed ? 'ERROR' : 'FINISHED';
	}

	function whole(extract: WorldExtract, at = now()) {
		const status = statusAt(extract, at);
		return {
			id: extract.id,
			document_name: `${extract.id}.pdf`,
			document_url: '/document/',
			workflow: extract.workflow,
			workflow_session_id: 1,
			created_at: new Date(startedAt + extract.createdAt).toISOString(),
			status,
			extracted_data: status === 'FINISHED' ? { of: extract.id } : null,
			content: null,
		};
	}

	function rowOf(extract: WorldExtract) {
		const { status, extracted_data, content, ...row } = whole(extract, now() - world.rowLag);
		if (world.rows === 'without status') return row;
		return world.rows === 'with status'
			? { ...row, status }
			: { ...row, status, extracted_data, content };
	}

	function readList({ qs = {} }: IHttpRequestOptions): VirtualResponse {
		const page = Number(qs.page);
		const size = Math.min(Number(qs.size), world.pageSize);
		const rows = inOrder
			.filter(isThere)
			.filter(
				({ workflow }) =>
					world.ignoresWorkflow || qs.workflow_id === undefined || qs.workflow_id === workflow,
			);
		if (page > 1 && (page - 1) * size >= rows.length) return json(404, { detail: 'Invalid page.' });
		const results = rows.slice((page - 1) * size, page * size).map(rowOf);
		const next = page * size < rows.length ? `https://anesya.example/?page=${page + 1}` : null;
		deleteOne();
		return json(200, { count: countOf(rows.length, results.length), next, results });
	}

	function countOf(rows: number, onPage: number): number | undefined {
		if (world.count === 'missing') return undefined;
		if (world.count === 'of the page') return onPage;
		return world.count === 'right' ? rows : rows + 7;
	}

	/** Somebody deletes an extract that ended long before the trigger was activated. */
	function deleteOne(): void {
		if (!random.isTrue(world.deletionRate)) return;
		const old = world.extracts.find((one) => isThere(one) && one.endsAt < 0);
		if (old !== undefined) old.deletedAt = now();
	}

	function readOne(id: string): VirtualResponse {
		const extract = byId.get(id);
		if (extract === undefined || !isThere(extract))
			return json(404, { detail: 'No Extract matches the given query.' });
		const body = whole(extract);
		if (body.status !== 'IN_PROGRESS' || world.notReady === 200) return json(200, body);
		return json(202, world.notReady === 202 ? body : undefined);
	}

	function json(statusCode: number, body: unknown, headers = {}): VirtualResponse {
		const text = body === undefined ? [] : [JSON.stringify(body)];
		const date = new Date(time.now()).toUTCString();
		toldTimeAt = now();
		return { statusCode, headers: { date, ...headers }, body: Readable.from(text) };
	}

	async function faultFor(isList: boolean): Promise<VirtualResponse | undefined> {
		const outage = isCalm
			? undefined
			: world.outages.find(({ from, to }) => from <= now() && now() < to);
		if (outage !== undefined) {
			faults += 1;
			return refuse(outage.status, outage.retryAfter);
		}
		if (isCalm || !random.isTrue(world.faultRate)) return undefined;
		const kind = random.pick(['refusal', 'refusal', 'lost', 'odd', 'unknown', 'silence']);
		faults += 1;
		if (kind === 'lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		if (kind === 'silence') return await new Promise(() => {});
		if (kind === 'odd') return json(200, { what: 'is this' });
		if (kind === 'unknown' && !isList) return json(404, { detail: 'Not found.' });
		return refuse(random.pick([500, 503, 429, 408]), random.pick([undefined, undefined, 0, 2, 90]));
	}

	function refuse(status: number, retryAfter: number | undefined): VirtualResponse {
		const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
		return json(status, { detail: 'Not now.' }, headers);
	}

	return {
		async respond(request) {
			requests += 1;
			const id = /\/extract\/([^/]+)\/$/.exec(request.url)?.[1];
			await time.wait(Math.ceil(world.latency * (0.5 + random.number() / 2)));
			const fault = await faultFor(id === undefined);
			return fault ?? (id === undefined ? readList(request) : readOne(id));
		},
		requests: () => requests,
		faults: () => faults,
		toldTimeAt: () => toldTimeAt,
		calmDown: () => void (isCalm = true),
	};
}

const ORDERS = {
	'newest first': (a: WorldExtract, b: WorldExtract) => b.createdAt - a.createdAt,
	'oldest first': (a: WorldExtract, b: WorldExtract) => a.createdAt - b.createdAt,
	'by id': (a: WorldExtract, b: WorldExtract) => (a.id < b.id ? -1 : 1),
	'by workflow': (a: WorldExtract, b: WorldExtract) =>
		a.workflow === b.workflow ? b.createdAt - a.createdAt : a.workflow < b.workflow ? -1 : 1,
};
