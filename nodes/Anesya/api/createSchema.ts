import type { IDataObject } from 'n8n-workflow';

import type { AnesyaApi } from './anesyaApi';
import { AnesyaFailure } from './failure';
import type { Row } from './page';
import { uploadRetryDelay } from './retry';
import { retrying } from './retrying';
import { schemaIn } from './schema';

/** What a schema is created from; what is undefined is not sent. */
export interface NewSchema {
	name: string;
	description: string;
	additional_informations?: string;
	schema: IDataObject;
}

/**
 * Creates a schema: `POST /schema/` (the path is inferred). It is sent again only when Anesya surely
 * has not taken it, or there would be two.
 *
 * @throws AnesyaFailure; where the answer was lost, its text says so
 */
export async function createSchema(
	api: AnesyaApi,
	schema: NewSchema,
	stop: AbortSignal | undefined,
): Promise<Row> {
	const call = { method: 'POST', path: '/schema/', json: { ...schema } } as const;
	const send = async () => schemaIn(await api.send(call));
	return await retrying(send, uploadRetryDelay, stop).catch((thrown: unknown) => {
		throw thrown instanceof AnesyaFailure && thrown.facts.taken === 'maybe'
			? lost(thrown, schema.name)
			: thrown;
	});
}

function lost({ message, description, facts }: AnesyaFailure, name: string): AnesyaFailure {
	const advice = `Anesya may have created "${name}" all the same: look for it with Get Many before you create it again.`;
	return new AnesyaFailure({ message, description: `${advice} ${description}` }, facts);
}
