import type { FailureText } from '../api/failure';
import type { WaitResult } from './wait';

/**
 * What a user is told when the time is up: the last status, and how to collect the result later.
 *
 * @param minutes the limit that was set
 */
export function textForTimeout(
	name: string,
	id: string,
	minutes: number,
	{ extract }: WaitResult,
): FailureText {
	const step = extract?.extraction_step;
	const status = extract?.status ?? 'unknown';
	return {
		message: `"${name}" was not finished within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
		description: `Its last status was ${status}${typeof step === 'string' ? ` (${step})` : ''}. The document is safe at Anesya and costs nothing more: collect it later with Wait for Extraction and the Extract ID ${id}, or raise the Timeout option.`,
	};
}
