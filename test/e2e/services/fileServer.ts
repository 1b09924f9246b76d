import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';

import { onCleanup } from '../server/cleanup';

/** A web server with files, as links lead to. */
export interface FileServer {
	/** Its address, without a slash at the end. */
	url: string;
	/** The headers of the requests so far, as text. */
	requests: readonly string[];
}

/** @param paths the files; each has the path of its name. Any other path gives a login page. */
export async function startFileServer(paths: string[]): Promise<FileServer> {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(JSON.stringify(request.headers));
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const name = decodeURIComponent(pathname.slice(1));
		const path = paths.find((candidate) => basename(candidate) === name);
		if (path !== undefined) createReadStream(path).pipe(response);
		else response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>Sign in');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onCleanup(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return { url: `http://127.0.0.1:${address.port}`, requests };
}
