import type { Answer } from './answers';
import { detail } from './answers';

/** How many requests are answered, and what the others are told. */
export interface Limit {
	perSecond: number;
	/** How `Retry-After` tells the time to wait; undefined for no such header. */
	retryAfter?: 'seconds' | 'date';
}

/** Counts the requests of the last second. What limits Anesya has, and what it answers then, is unknown. */
export class Throttle {
	private passed: number[] = [];

	/** Takes note of a request, or gives the answer that refuses it. */
	refusal({ perSecond, retryAfter }: Limit, now: number): Answer | undefined {
		this.passed = this.passed.filter((at) => at > now - 1_000);
		if (this.passed.length < perSecond) return void this.passed.push(now);
		const values = { seconds: '1', date: new Date(now + 1_000).toUTCString() };
		const headers = retryAfter && { 'Retry-After': values[retryAfter] };
		return { ...detail(429, 'Request was throttled. Expected available in 1 second.'), headers };
	}
}
