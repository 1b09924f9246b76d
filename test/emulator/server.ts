import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer } from './answers';
import { detail, html, INVALID_TOKEN, NO_TOKEN, send } from './answers';
import type { CallContext } from './context';
import { CutConnection } from './context';
import type { Extracts } from './extracts';
import type { Faults } from './faults';
import type { Reader } from './reading/reader';
import type { ReceivedFile } from './receiving';
import type { RequestLog } from './requestLog';
import { routes } from './routes';
import type { Schemas } from './schemas';
import { sendFile } from './sendFile';
import type { EmulatorSettings } from './settings';

/** Everything that requests share. */
export interface Shared {
	settings: EmulatorSettings;
	extracts: Extracts;
	schemas: Schemas;
	faults: Faults;
	reader: Reader;
	log: RequestLog;
	folder: string;
}

/** Answers one request as Anesya would, or goes wrong as it was asked to. */
export async function handle(request: IncomingMessage, response: ServerResponse, shared: Shared): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const method = request.method ?? 'GET';
	const record = shared.log.open(request, response, url, shared.settings.token);
	const fault = shared.faults.take({ method, path: url.pathname });

	if (fault?.kind === 'hang') return;
	if (fault?.kind === 'delay') await sleep(fault.milliseconds);
	if (fault?.kind === 'lost-before-acceptance') return void request.socket.destroy();
	if (fault?.kind === 'answer') {
		request.resume();
		return send(response, fault);
	}
	try {
		const call = {
			request,
			url,
			ids: [],
			...shared,
			received: async (files: ReceivedFile[]) => {
				record.documents = files.map(({ partName, fileName, contentType, size, sha256 }) => ({ partName, fileName, contentType, size, sha256 }));
				const documentNames = files.map(({ fileName }) => fileName ?? '');
				const forDocuments = shared.faults.take({ method, path: url.pathname, documentNames });
				if (forDocuments?.kind === 'hang') await new Promise(() => {});
				if (forDocuments?.kind === 'delay') await sleep(forDocuments.milliseconds);
				return forDocuments ?? fault;
			},
		};
		const answer = await answerTo(call, record.tokenValid);
		if (fault?.kind === 'lost-after-acceptance') throw new CutConnection();
		request.resume();
		if (answer.file === undefined) send(response, answer);
		else await sendFile(response, answer.file, answer.headers, fault);
	} catch (error) {
		if (!(error instanceof CutConnection) && !request.destroyed) return send(response, html(500, 'Server Error (500)'));
		request.socket.destroy();
	}
}

async function answerTo(call: CallContext, tokenValid: boolean): Promise<Answer> {
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
	return await route.answer({ ...call, ids, settings });
}
