import type { Answer } from './answer';
import { oddAnswer } from './oddAnswer';
import type { List, Row } from './page';
import { isRecord } from './record';

/** `GET /schema/`: it can neither be searched nor filtered (documented). */
export const SCHEMA_LIST: List = { path: '/schema/', expected: 'a list of schemas' };

/** @throws AnesyaFailure when an answer holds no schema */
export function schemaIn(answer: Answer): Row {
	const { json } = answer;
	if (isRecord(json) && typeof json.id === 'string' && json.id !== '')
		return { ...json, id: json.id };
	throw oddAnswer(answer, 'a schema');
}
