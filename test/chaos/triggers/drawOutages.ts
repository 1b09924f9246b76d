import type { Random } from '../random';
import type { WorldOutage } from './pollingWorld';

const MINUTE = 60_000;

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
