import type { Random } from '../random';

const MINUTE = 60_000;

/** A time during which Anesya responds with nothing but this. */
export interface WorldOutage {
	from: number;
	to: number;
	status: number;
	retryAfter: number | undefined;
}

/** One time at which Anesya is away. */
export function drawOutages(random: Random, duration: number): WorldOutage[] {
	const from = Math.floor(random.number() * duration);
	return [
		{
			from,
			to: from + random.integer(1, 90) * MINUTE,
			status: random.pick([500, 502, 503, 429, 401]),
			retryAfter: random.pick([undefined, 1, 30, 600]),
		},
	];
}
