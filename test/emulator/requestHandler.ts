import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CallContext } from './context';
import { Interruption } from './context';
import type { Extracts } from './extracts';
import type { Fault, Faults, FaultTarget } from './faults';
import type { ReceivedForm } from './multipart';
import { now } from './now';
import type { DocumentReader } from './reading/reader';
import type { RequestLog } from './requestLog';
import type { EmulatorResponse } from './responses';
import {
	detail,
	html,
	INVALID_TOKEN,
	NO_TOKEN,
	send,
	sendByteByByte,
	sendForEver,
	sendHalf,
} from './responses';
import { routes } from './routes';
import type { Schemas } from './schemas';
import { sendFile } from './sendFile';
import type { EmulatorSettings } from './settings';
import type { Throttle } from './throttle';

/** What all requests share. */
export interface EmulatorState {
	settings: EmulatorSettings;
	extracts: Extracts;
	schemas: Schemas;
	faults: Faults;
	reader: DocumentReader;
	throttle: Throttle;
	log: RequestLog;
	folder: string;
}

/** Handles one request as Anesya would, or with the fault that was requested for it. */
export async function handle(
	request: IncomingMessage,
	response: ServerResponse,
	state: EmulatorState,
): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const method = request.method ?? 'GET';
	const { settings, log, faults, throttle } = state;
	const record = log.open(request, response, url, settings.token);
	const { path, query } = record;
	let fault: Fault | undefined;
	response.setHeader('Date', new Date(now()).toUTCString());

	const applyFault = async (target: FaultTarget) => {
		fault = faults.take(target) ?? fault;
		if (fault?.kind === 'hang') await new Promise(() => {});
		if (fault?.kind === 'delay') await sleep(fault.milliseconds);
		if (fault?.kind === 'lost-before-acceptance') throw new Interruption();
		if (fault?.kind === 'response') throw new Interruption(fault);
		if (fault?.kind === 'accepted-late' && target.documentNames !== undefined) {
			request.socket.destroy();
			await sleep(fault.milliseconds);
		}
		return fault;
	};
	try {
		const throttled = settings.rateLimit && throttle.refusal(settings.rateLimit, now());
		if (throttled !== undefined) throw new Interruption(throttled);
		await applyFault({ method, path, query });
		const received = async ({ files, parts }: ReceivedForm) => {
			record.parts = parts;
			record.documents = files.map(({ partName, fileName, contentType, size, sha256 }) => ({
				partName,
				fileName,
				contentType,
				size,
				sha256,
			}));
			return await applyFault({
				method,
				path,
				query,
				documentNames: files.map(({ fileName }) => fileName ?? ''),
				documentHashes: files.map(({ sha256 }) => sha256),
			});
		};
		const receivedJson = (body: unknown) => void (record.json = body);
		const result = await respond(
			{ request, url, ids: [], ...state, received, receivedJson },
			record.tokenValid,
		);
		if (fault?.kind === 'lost-after-acceptance') throw new Interruption();
		if (fault?.kind === 'hang-after-acceptance') return;
		request.resume();
		if (result.file !== undefined)
			return await sendFile(response, result.file, result.headers, fault);
		if (fault?.kind === 'lost-in-response') return sendHalf(response, result);
		if (fault?.kind === 'drip') return await sendByteByByte(response, result, fault.every);
		if (fault?.kind === 'endless') return await sendForEver(response, result);
		send(response, fault?.kind === 'changed' ? fault.change(result) : result);
	} catch (error) {
		const result = error instanceof Interruption ? error.response : html(500, 'Server Error (500)');
		if (result === undefined || request.socket.destroyed) return void request.socket.destroy();
		request.resume();
		send(response, result);
	}
}

async function respond(call: CallContext, tokenValid: boolean): Promise<EmulatorResponse> {
	const { request, url, settings } = call;
	const method = request.method ?? 'GET';
	if (!url.pathname.endsWith('/')) {
		// Django with APPEND_SLASH cannot redirect a body: a POST without the slash fails.
		return method === 'GET' ? html(404, 'Not Found') : html(500, 'Server Error (500)');
	}
	const matching = routes.filter(({ path }) => path.test(url.pathname));
	if (matching.length === 0) return html(404, 'Not Found');
	if (!tokenValid) return request.headers.authorization === undefined ? NO_TOKEN : INVALID_TOKEN;

	const route = matching.find((candidate) => candidate.method === method);
	if (route === undefined) return detail(405, `Method "${method}" not allowed.`);
	const [, ...ids] = route.path.exec(url.pathname) ?? [];
	return await route.handle({ ...call, ids, settings });
}
