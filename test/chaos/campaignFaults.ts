import type { Emulator, Fault, FaultTarget } from '../emulator';
import type { FaultKinds } from './faultKinds';
import { LIST_FAULTS, STATUS_CHECK_FAULTS, uploadFaults } from './faultKinds';
import type { Outage } from './outages';
import { createRandom } from './random';

/** Kinds of faults that end only with a time limit. */
const STALLS = /silence|dripping|endless/;

/** The kinds of requests that the report tells apart. */
export const REQUEST_KINDS = ['upload', 'status check', 'list'] as const;

type RequestKind = (typeof REQUEST_KINDS)[number];

/** How likely each kind of request is to meet a fault, from 0 to 1. */
export type FaultRates = Record<RequestKind, number>;

/** A fault that happened. */
export interface InjectedFault {
	/** The kind of request, a colon, and the kind of fault. */
	kind: string;
	/** The documents that it happened to; empty where it affects a whole workflow. */
	names: string[];
}

export interface CampaignFaults {
	injected: InjectedFault[];
	faultFor(target: FaultTarget): Fault | undefined;
}

/**
 * Plans faults by the name of a document and by how often it came up so far, whatever the order of
 * the requests.
 *
 * @param maxDelay milliseconds, see `uploadFaults`
 * @param nameOf the name of the document with an ID or a SHA-256 hash
 * @param outageNow the outage that there is at the moment
 * @param withStalls whether responses may stall: with the node's real time limits, each takes minutes
 */
export function planFaults(
	seed: string,
	rates: FaultRates,
	maxDelay: number,
	nameOf: (idOrHash: string) => string | undefined,
	outageNow: () => Outage | undefined = () => undefined,
	withStalls = true,
): CampaignFaults {
	const counts = new Map<string, number>();
	const injected: InjectedFault[] = [];
	const faultKinds: Record<RequestKind, FaultKinds> = {
		upload: uploadFaults(maxDelay),
		'status check': STATUS_CHECK_FAULTS,
		list: LIST_FAULTS,
	};

	function classify({
		method,
		path,
		query,
		documentNames,
		documentHashes,
	}: FaultTarget): { requestKind: RequestKind; names: string[] } | undefined {
		if (documentNames !== undefined)
			return {
				requestKind: 'upload',
				names: documentNames.map((name, index) => nameOf(documentHashes?.[index] ?? '') ?? name),
			};
		if (method !== 'GET') return undefined;
		if (path === '/extract/')
			return { requestKind: 'list', names: query.search === undefined ? [] : [query.search] };
		const name = nameOf(path.split('/')[2] ?? '');
		return { requestKind: 'status check', names: name === undefined ? [] : [name] };
	}

	return {
		injected,
		faultFor(target) {
			const outage = outageNow();
			if (outage !== undefined) {
				const kind = requestKindOf(target.method, target.path);
				injected.push({ kind: `${kind}: ${outage.kind}`, names: [] });
				return outage.fault;
			}
			const request = classify(target);
			if (request === undefined) return undefined;
			const { requestKind, names } = request;
			const key = `${requestKind} ${names.join('+')}`;
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);

			const random = createRandom(seed, key, count);
			const [first, ...others] = Object.entries(faultKinds[requestKind]).filter(
				([kind]) => withStalls || !STALLS.test(kind),
			);
			if (first === undefined || !random.isTrue(rates[requestKind])) return undefined;
			const [kind, makeFault] = random.pick([first, ...others]);
			injected.push({ kind: `${requestKind}: ${kind}`, names });
			return makeFault(random);
		},
	};
}

/** The kinds of all 429 responses that no plan injected: those of requests beyond the server's rate limit. */
export function unplannedThrottling(
	{ requests, settings }: Emulator,
	{ injected }: CampaignFaults,
): string[] {
	if (settings.rateLimit === undefined) return [];
	const throttled = requests
		.filter(({ status }) => status === 429)
		.map(({ method, path }) => requestKindOf(method, path));
	return REQUEST_KINDS.flatMap((requestKind) => {
		const planned = injected.filter(({ kind }) => kind.startsWith(`${requestKind}: 429`)).length;
		const unplanned = throttled.filter((kind) => kind === requestKind).length - planned;
		return Array.from(
			{ length: Math.max(0, unplanned) },
			() => `${requestKind}: 429 beyond the server's limit`,
		);
	});
}

/** What explains that Anesya refused uploads by itself. */
export function unplannedRefusals({ requests, settings }: Emulator): string[] {
	if (settings.credits === Infinity) return [];
	return requests
		.filter(({ method, status }) => method === 'POST' && status === 403)
		.map(() => 'upload: 403, the credits have ended');
}

function requestKindOf(method: string, path: string): RequestKind {
	if (method === 'POST') return 'upload';
	return path === '/extract/' ? 'list' : 'status check';
}
