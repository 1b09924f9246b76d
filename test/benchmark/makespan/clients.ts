import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';

import { durationIn } from '../draws/documentNames';
import { PART } from '../upload/upload';

/** What the clients of this comparison work with; waits are in real milliseconds. */
export interface Service {
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

/** Uploads everything at once, and knows when each document is finished: nobody can be faster. */
export async function withPerfectKnowledge(names: string[], service: Service): Promise<number> {
	const waiting: Array<Promise<void>> = [];
	const left = [...names];
	const worker = async () => {
		for (let name = left.shift(); name !== undefined; name = left.shift()) {
			const id = await upload(name, service);
			waiting.push(collect(id, durationIn(name), service));
		}
	};
	await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
	await Promise.all(waiting);
	return names.length;
}

/** A timer may be a millisecond early. */
async function collect(id: string, duration: number, service: Service): Promise<void> {
	await sleep(duration / service.speed);
	while (!(await isFinished(id, service))) await sleep(1);
}

/** Waits for each document before the next one is uploaded, as all community nodes that wait do. */
export async function oneAfterTheOther(names: string[], service: Service): Promise<number> {
	for (const name of names) {
		const id = await upload(name, service);
		do await sleep(INTERVAL / service.speed);
		while (!(await isFinished(id, service)));
	}
	return names.length;
}

async function upload(name: string, { url, token, workflow }: Service): Promise<string> {
	const body = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${PART}"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n\r\n--${BOUNDARY}--\r\n`;
	const headers = {
		Authorization: token,
		'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
	};
	const answer = await request(`${url}/workflow/${workflow}/extract/`, {
		method: 'POST',
		headers,
		body,
	});
	const [one] = created.parse(await answer.body.json());
	return one?.id ?? '';
}

async function isFinished(id: string, { url, token }: Service): Promise<boolean> {
	const answer = await request(`${url}/extract/${id}/`, { headers: { Authorization: token } });
	return extract.parse(await answer.body.json()).status === 'FINISHED';
}
