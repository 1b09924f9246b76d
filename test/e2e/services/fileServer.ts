import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import { serve } from '../server/serve';

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
	const url = await serve((request, response) => {
		requests.push(JSON.stringify(request.headers));
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const name = decodeURIComponent(pathname.slice(1));
		const path = paths.find((candidate) => basename(candidate) === name);
		if (path !== undefined) createReadStream(path).pipe(response);
		else response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>Sign in');
	});
	return { url, requests };
}
