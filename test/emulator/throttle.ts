import type { EmulatorResponse } from './responses';
import { detail } from './responses';

/** How many requests are accepted, and what the response to the others says. */
export interface RateLimit {
	perSecond: number;
	/** How `Retry-After` gives the time to wait; undefined for no header. */
	retryAfter?: 'seconds' | 'date';
}

/** Counts the requests of the last second. Which limits Anesya has, and what it sends then, is unknown. */
export class Throttle {
	private accepted: number[] = [];

	/** Counts a request. @returns the response where it is beyond the limit */
	refusal({ perSecond, retryAfter }: RateLimit, now: number): EmulatorResponse | undefined {
		this.accepted = this.accepted.filter((at) => at > now - 1_000);
		if (this.accepted.length < perSecond) return void this.accepted.push(now);
		const values = { seconds: '1', date: new Date(now + 1_000).toUTCString() };
		const headers = retryAfter && { 'Retry-After': values[retryAfter] };
		return { ...detail(429, 'Request was throttled. Expected available in 1 second.'), headers };
	}
}
