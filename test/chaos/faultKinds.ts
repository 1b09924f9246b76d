import { comparableName } from '../../nodes/Anesya/uploading/documentName';
import type { EmulatorResponse, Fault } from '../emulator';
import { now } from '../emulator/now';
import type { Random } from './random';

/** Creates a fault of one kind. */
export type MakeFault = (random: Random) => Fault;

/** By their names in the report. */
export type FaultKinds = Record<string, MakeFault>;

const HTML = { 'Content-Type': 'text/html' };

const respondingWith =
	(status: number, headers?: Record<string, string>): MakeFault =>
	() => ({
		kind: 'response',
		status,
		headers: { ...HTML, ...headers },
		body: `<h1>${status}</h1>`,
	});

const changing =
	(change: (real: EmulatorResponse) => Partial<EmulatorResponse>): MakeFault =>
	() => ({ kind: 'changed', change: (real) => ({ ...real, ...change(real) }) });

const throttling = (status: number): FaultKinds => ({
	[`${status}`]: respondingWith(status),
	[`${status}, Retry-After in seconds`]: (random) =>
		respondingWith(status, { 'Retry-After': String(random.integer(0, 2)) })(random),
	[`${status}, Retry-After as a date`]: (random) =>
		respondingWith(status, {
			'Retry-After': new Date(now() + random.integer(-1, 2) * 1_000).toUTCString(),
		})(random),
});

const failingWith = (statuses: number[]): FaultKinds =>
	Object.fromEntries(
		statuses.flatMap((status) => [
			[`${status} with HTML, not carried out`, respondingWith(status)],
			[
				`${status} with HTML, carried out`,
				changing(() => ({ status, headers: HTML, body: `<h1>${status}</h1>` })),
			],
		]),
	);

/** Faults of any request. None of them tells whether the request was carried out. */
const ANY: FaultKinds = {
	'lost before it is carried out': () => ({ kind: 'lost-before-acceptance' }),
	'lost after it is carried out': () => ({ kind: 'lost-after-acceptance' }),
	'lost in the middle of the response': () => ({ kind: 'lost-in-response' }),
	...throttling(429),
	...throttling(503),
	...failingWith([408, 500, 502, 503, 504]),
	'silence, not carried out': () => ({ kind: 'hang' }),
	'silence, carried out': () => ({ kind: 'hang-after-acceptance' }),
	'dripping response': () => ({ kind: 'drip', every: 100 }),
	'endless response': () => ({ kind: 'endless' }),
	redirect: (random) =>
		respondingWith(random.pick([301, 302, 307, 308]), {
			Location: random.pick(['/login/', 'https://elsewhere.example/extract/']),
		})(random),
	'403 of a proxy': respondingWith(403),
	'407 of a proxy': respondingWith(407),
	'slow response': (random) => ({ kind: 'delay', milliseconds: random.integer(100, 1_500) }),
	'odd response: empty': changing(() => ({ body: undefined })),
	'odd response: HTML': changing(() => ({ headers: HTML, body: '<h1>Please log in</h1>' })),
	'odd response: truncated JSON': changing(({ body }) => ({
		body: JSON.stringify(body).slice(0, -20),
	})),
	'odd response: wrong type': changing(() => ({ body: 42 })),
};

/** @param maxDelay milliseconds after which an upload is carried out at the latest if its connection broke */
export function uploadFaults(maxDelay: number): FaultKinds {
	return {
		...ANY,
		'carried out late': (random) => ({
			kind: 'accepted-late',
			milliseconds: random.integer(1, maxDelay),
		}),
		'ends in ERROR': (random) => ({
			kind: 'extract-error',
			step: random.pick(['OCR', 'PARSING']),
		}),
		'odd response: empty list': changing(() => ({ body: [] })),
		'odd response: one missing': changing(({ body }) => ({ body: listOf(body).slice(1) })),
		'odd response: one twice': changing(({ body }) => ({
			body: listOf(body).map((_, __, [first]) => first),
		})),
		'odd response: without ids': changing(({ body }) => ({
			body: listOf(body).map(() => ({ status: 'CREATED' })),
		})),
		'odd response: for another upload': otherUpload(),
		'odd response: other order': changing(({ body }) => ({ body: listOf(body).reverse() })),
	};
}

export const STATUS_CHECK_FAULTS: FaultKinds = {
	...ANY,
	'odd response: another extract': changing(({ body }) => ({
		body: { ...Object(body), id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
	})),
};

export const LIST_FAULTS: FaultKinds = {
	...ANY,
	'list refused': respondingWith(403),
	'odd response: no list': changing(() => ({ body: { count: 1, results: null } })),
	'odd response: rows without ids': changing(() => ({
		body: { count: 1, results: [{ document_name: 'scan.png' }] },
	})),
};

/**
 * Gives later uploads of other names the response to the first upload that met this fault. After a
 * second it is settled whose response that is.
 */
function otherUpload(): MakeFault {
	let first: { body: unknown; at: number } | undefined;
	return changing(({ body }) => {
		first ??= { body, at: Date.now() };
		const isSettled = Date.now() - first.at > 1_000;
		return {
			body:
				isSettled && !namesIn(first.body).some((name) => namesIn(body).includes(name))
					? first.body
					: body,
		};
	});
}

function namesIn(body: unknown): string[] {
	return listOf(body).map((extract) => comparableName(Object(extract).document_name));
}

function listOf(body: unknown): unknown[] {
	return Array.isArray(body) ? [...body] : [];
}
