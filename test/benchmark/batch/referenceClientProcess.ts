import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';

import { durationIn } from '../durations';
import { profile } from '../engine/profile';
import { handleRequests } from '../processes/handleRequests';
import { measure } from '../processes/measure';
import { DOCUMENT_PART } from '../upload/uploadRequest';

const runRequest = z.object({
	names: z.array(z.string()),
	service: z.object({
		url: z.string(),
		token: z.string(),
		workflow: z.string(),
		speed: z.number(),
	}),
});

const handlerFor = (client: typeof withPerfectKnowledge) => async (input: unknown) => {
	const { names, service } = runRequest.parse(input);
	return await client(names, service);
};

const fastest = handlerFor(withPerfectKnowledge);

handleRequests({
	withPerfectKnowledge: fastest,
	oneAfterTheOther: handlerFor(oneAfterTheOther),
	/** What the fastest client costs, without and with a profiler. */
	cost: async (input) => await measure(async () => void (await fastest(input))),
	profile: async (input) => await profile(async () => void (await fastest(input))),
});

/** The service that the reference clients use. Waits are in real milliseconds. */
interface AnesyaService {
	url: string;
	token: string;
	workflow: string;
	speed: number;
}

const created = z.array(z.object({ id: z.string() })).length(1);
const extract = z.object({ status: z.string() });

const BOUNDARY = 'boundary-of-the-benchmark';
const UPLOADS_AT_ONCE = 20;
const INTERVAL = 2_000;

/** Uploads everything at once and knows when each document is finished: no client can be faster. */
async function withPerfectKnowledge(names: string[], service: AnesyaService): Promise<number> {
	const waiting: Array<Promise<void>> = [];
	const left = [...names];
	const worker = async () => {
		for (let name = left.shift(); name !== undefined; name = left.shift()) {
			const id = await upload(name, service);
			waiting.push(waitUntilFinished(id, durationIn(name), service));
		}
	};
	await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
	await Promise.all(waiting);
	return names.length;
}

/** Checks again after the time of the document, because a timer may be a millisecond early. */
async function waitUntilFinished(
	id: string,
	duration: number,
	service: AnesyaService,
): Promise<void> {
	await sleep(duration / service.speed);
	while (!(await isFinished(id, service))) await sleep(1);
}

/** Waits for each document before it uploads the next, as all community nodes that wait do. */
async function oneAfterTheOther(names: string[], service: AnesyaService): Promise<number> {
	for (const name of names) {
		const id = await upload(name, service);
		do await sleep(INTERVAL / service.speed);
		while (!(await isFinished(id, service)));
	}
	return names.length;
}

async function upload(name: string, { url, token, workflow }: AnesyaService): Promise<string> {
	const body = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${DOCUMENT_PART}"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n\r\n--${BOUNDARY}--\r\n`;
	const headers = {
		Authorization: token,
		'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
	};
	const response = await request(`${url}/workflow/${workflow}/extract/`, {
		method: 'POST',
		headers,
		body,
	});
	const [one] = created.parse(await response.body.json());
	return one?.id ?? '';
}

async function isFinished(id: string, { url, token }: AnesyaService): Promise<boolean> {
	const response = await request(`${url}/extract/${id}/`, { headers: { Authorization: token } });
	return extract.parse(await response.body.json()).status === 'FINISHED';
}
