import { comparableName } from '../../nodes/Anesya/uploading/documentName';
import type { Answer, Fault } from '../emulator';
import type { Chance } from './chance';

/** Makes a fault of a kind. */
export type MakeFault = (chance: Chance) => Fault;

/** By the name that stands in the table. */
export type FaultKinds = Record<string, MakeFault>;

const HTML = { 'Content-Type': 'text/html' };

const answered =
	(status: number, headers?: Record<string, string>): MakeFault =>
	() => ({ kind: 'answer', status, headers: { ...HTML, ...headers }, body: `<h1>${status}</h1>` });

const changed =
	(change: (real: Answer) => Partial<Answer>): MakeFault =>
	() => ({ kind: 'changed', change: (real) => ({ ...real, ...change(real) }) });

const busy = (status: number): FaultKinds => ({
	[`${status}`]: answered(status),
	[`${status}, Retry-After in seconds`]: (chance) =>
		answered(status, { 'Retry-After': String(chance.between(0, 2)) })(chance),
	[`${status}, Retry-After as a date`]: (chance) =>
		answered(status, {
			'Retry-After': new Date(Date.now() + chance.between(-1, 2) * 1_000).toUTCString(),
		})(chance),
});

const unclear = (statuses: number[]): FaultKinds =>
	Object.fromEntries(
		statuses.flatMap((status) => [
			[`${status} with HTML, not carried out`, answered(status)],
			[
				`${status} with HTML, carried out`,
				changed(() => ({ status, headers: HTML, body: `<h1>${status}</h1>` })),
			],
		]),
	);

/** What any request may meet, and what gives no clue whether it was carried out. */
const ANY: FaultKinds = {
	'lost before it is carried out': () => ({ kind: 'lost-before-acceptance' }),
	'lost after it is carried out': () => ({ kind: 'lost-after-acceptance' }),
	'lost in the middle of the answer': () => ({ kind: 'lost-in-answer' }),
	...busy(429),
	...busy(503),
	...unclear([408, 500, 502, 504]),
	'slow answer': (chance) => ({ kind: 'delay', milliseconds: chance.between(100, 1_500) }),
	'odd answer: empty': changed(() => ({ body: undefined })),
	'odd answer: HTML': changed(() => ({ headers: HTML, body: '<h1>Please log in</h1>' })),
	'odd answer: truncated JSON': changed(({ body }) => ({
		body: JSON.stringify(body).slice(0, -20),
	})),
	'odd answer: wrong type': changed(() => ({ body: 42 })),
};

/** @param latest milliseconds after which an upload is carried out at the latest whose connection broke */
export function uploadFaults(latest: number): FaultKinds {
	return {
		...ANY,
		'carried out late': (chance) => ({
			kind: 'accepted-late',
			milliseconds: chance.between(1, latest),
		}),
		'ends in ERROR': (chance) => ({
			kind: 'extract-error',
			step: chance.among(['OCR', 'PARSING']),
		}),
		'odd answer: empty list': changed(() => ({ body: [] })),
		'odd answer: one missing': changed(({ body }) => ({ body: listOf(body).slice(1) })),
		'odd answer: one twice': changed(({ body }) => ({
			body: listOf(body).map((_, __, [first]) => first),
		})),
		'odd answer: without ids': changed(({ body }) => ({
			body: listOf(body).map(() => ({ status: 'CREATED' })),
		})),
		'odd answer: of another upload': ofAnother(),
		'odd answer: other order': changed(({ body }) => ({ body: listOf(body).reverse() })),
	};
}

export const LOOK_FAULTS: FaultKinds = {
	...ANY,
	'odd answer: another extract': changed(({ body }) => ({
		body: { ...Object(body), id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
	})),
};

export const LIST_FAULTS: FaultKinds = {
	...ANY,
	'list refused': answered(403),
	'odd answer: no list': changed(() => ({ body: { count: 1, results: null } })),
	'odd answer: rows without ids': changed(() => ({
		body: { count: 1, results: [{ document_name: 'scan.png' }] },
	})),
};

/** The answer to the first upload that met this, to all later ones of other names; by then it is known whose it is. */
function ofAnother(): MakeFault {
	let first: { body: unknown; at: number } | undefined;
	return changed(({ body }) => {
		first ??= { body, at: Date.now() };
		const isOver = Date.now() - first.at > 1_000;
		return {
			body:
				isOver && !namesIn(first.body).some((name) => namesIn(body).includes(name))
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
