import type { Fault } from '../emulator';
import { INVALID_TOKEN } from '../emulator/responses';
import type { Random } from './random';

/** A time in which every request meets the same fault. */
export interface Outage {
	/** For the report. */
	kind: string;
	fault: Fault;
	/** Milliseconds after the start of the scenario. */
	from: number;
	to: number;
}

const respondingWith = (status: number, headers?: Record<string, string>): Fault => ({
	kind: 'response',
	status,
	headers: { 'Content-Type': 'text/html', ...headers },
	body: `<h1>${status}</h1>`,
});

type Kind = [kind: string, fault: Fault];

const DISTURBANCES: [Kind, ...Kind[]] = [
	['lost', { kind: 'lost-before-acceptance' }],
	['silence', { kind: 'hang' }],
	['502', respondingWith(502)],
	['503', respondingWith(503)],
	['503, Retry-After', respondingWith(503, { 'Retry-After': '2' })],
];

/** What does not pass by itself. */
const REFUSALS: [Kind, ...Kind[]] = [
	['401, the token has expired', { kind: 'response', ...asText(INVALID_TOKEN) }],
	['403 of a proxy', respondingWith(403)],
	['407 of a proxy', respondingWith(407)],
	['503, Retry-After of an hour', respondingWith(503, { 'Retry-After': '3600' })],
];

const LASTING: [Kind, ...Kind[]] = [...DISTURBANCES, ...REFUSALS];

/** An outage of some seconds, one that lasts, or none. */
export function randomOutage(random: Random, within: number): Outage | undefined {
	const share = random.number();
	const from = random.integer(0, within);
	if (share < 0.2) {
		const [kind, fault] = random.pick(DISTURBANCES);
		return { kind: `${kind} (outage)`, fault, from, to: from + random.integer(500, 5_000) };
	}
	if (share < 0.28) {
		const [kind, fault] = random.pick(LASTING);
		return { kind: `${kind} (lasting outage)`, fault, from, to: Infinity };
	}
	return undefined;
}

function asText({ status, body }: { status: number; body?: unknown }) {
	return {
		status,
		body: JSON.stringify(body),
		headers: { 'Content-Type': 'application/json' },
	};
}
