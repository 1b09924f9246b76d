import { randomUUID } from 'node:crypto';

import type { StoredExtract } from './extracts';
import { viewOf } from './extracts';

/** The response of a target. */
export interface DeliveryResponse {
	status: number;
	body: string;
	/** Seconds, as text. */
	retryAfter?: string;
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

/** Delivers once, as Anesya does: without a 2xx response it can only be replayed by hand (documented). */
export async function deliver(
	target: string,
	body: unknown,
	type = 'application/json',
): Promise<DeliveryResponse> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(target, {
		method: 'POST',
		headers: { 'Content-Type': type },
		body: text,
	});
	const retryAfter = response.headers.get('Retry-After') ?? undefined;
	return { status: response.status, body: await response.text(), retryAfter };
}
