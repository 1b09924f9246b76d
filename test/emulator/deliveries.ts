import { randomUUID } from 'node:crypto';

import type { StoredExtract } from './extracts';
import { viewOf } from './extracts';

/** How a target answered. */
export interface DeliveryAnswer {
	status: number;
	body: string;
}

/** What Anesya sends for an event of one extract (documented). */
export function deliveryOf(event: string, extract: StoredExtract): Record<string, unknown> {
	const { id, document_name, server, content, extracted_data } = viewOf(extract);
	return {
		id: randomUUID(),
		event,
		timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
		data: { id, document_name, server, content, extracted_data },
	};
}

/** Delivers as Anesya does, once: what is not answered by 2xx is replayed by hand only (documented). */
export async function deliver(
	target: string,
	body: unknown,
	type = 'application/json',
): Promise<DeliveryAnswer> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const answer = await fetch(target, {
		method: 'POST',
		headers: { 'Content-Type': type },
		body: text,
	});
	return { status: answer.status, body: await answer.text() };
}
