import { TIME_LIMIT } from '../../nodes/Anesya/transport/timeLimits';
import type { Random } from './random';

/** Milliseconds. The limits of the node would make each silence of a campaign last for minutes. */
const SHORT_LIMITS = { GET: 4_000, DELETE: 4_000, POST: 6_000 };

/** Shortens how long this process waits for a response. @returns what restores it */
export function shortenTimeLimits(): () => void {
	const usual = { ...TIME_LIMIT };
	Object.assign(TIME_LIMIT, SHORT_LIMITS);
	return () => void Object.assign(TIME_LIMIT, usual);
}

/** Milliseconds between two jumps. */
const BETWEEN_JUMPS = 7_000;

/** Lets the wall clock of n8n jump now and then; that of Anesya goes on. @returns what restores it */
export function letClockJump(random: Random): () => void {
	const usual = Date.now;
	let offset = 0;
	const timer = setInterval(
		() => (offset = random.pick([0, 3_000, -3_000, 3_600_000, -3_600_000])),
		BETWEEN_JUMPS,
	);
	Date.now = () => usual.call(Date) + offset;
	return () => {
		clearInterval(timer);
		Date.now = usual;
	};
}
