import type { AnesyaApi } from './anesyaApi';
import { retryAfterOf } from './answer';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { oddAnswer } from './oddAnswer';

/** What one look at an extract tells. */
export interface Reading {
	/** Absent where Anesya answers "not ready" without a body. */
	extract?: Extract;
	/** Milliseconds that Anesya asked to wait before the next look. */
	retryAfter?: number;
}

/**
 * Reads one extract: `GET /extract/{id}/`, without `download`, which would export it (documented).
 * Whether "not ready" is a 200 or a 202, with or without a body, is unknown: all of them are taken.
 *
 * @throws AnesyaFailure for every other answer
 */
export async function readExtract(api: AnesyaApi, id: string): Promise<Reading> {
	const answer = await api.send({ method: 'GET', path: `/extract/${encodeURIComponent(id)}/` });
	const retryAfter = retryAfterOf(answer, Date.now());
	if (isExtract(answer.json) && answer.json.id === id) return { extract: answer.json, retryAfter };
	if (answer.isEmpty || answer.status === 202) return { retryAfter };
	throw oddAnswer(answer, 'an extract');
}
