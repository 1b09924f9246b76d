import { json } from 'node:stream/consumers';

import { serve } from '../server/serve';

/** A system that data is sent to. */
export interface HttpSink {
	url: string;
	received: readonly unknown[];
}

/** Starts a server that accepts any JSON. */
export async function startHttpSink(): Promise<HttpSink> {
	const received: unknown[] = [];
	const url = await serve((request, response) => {
		void json(request).then((body) => {
			received.push(body);
			response.end();
		});
	});
	return { url: `${url}/documents`, received };
}
