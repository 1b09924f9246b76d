import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';

import { invoice } from '../documents';

const PDF = readFileSync(invoice.path);

/** What a link may give instead of a document: a name, the server, and parts of the message and the description of the error. */
export const BAD_LINKS: Array<[string, RequestListener, string, string]> = [
	[
		'a login page',
		(_request, response) => void response.end('<!DOCTYPE html><title>Sign in</title>'),
		'There is no file to upload on this item',
		'is a web page (HTML). Anesya reads PDF, PNG and JPG files. The link may ask for a login',
	],
	[
		'a login',
		(_request, response) => void response.writeHead(401).end('no'),
		'The link asks for a login (HTTP 401): http://127.0.0.1',
		'load the file with an HTTP Request node',
	],
	[
		'no access any more',
		(_request, response) => void response.writeHead(403).end('<Code>AccessDenied</Code>'),
		'The link does not open (HTTP 403)',
		'It may have expired',
	],
	[
		'data instead of a file',
		(_request, response) =>
			void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
		'There is no file to upload on this item',
		'has the type application/json. Anesya reads PDF, PNG and JPG files. Open the link in a browser',
	],
	[
		'no connection',
		({ socket }) => void socket.destroy(),
		'The connection to the server of the link was lost: http://127.0.0.1',
		'Nothing was sent to Anesya.',
	],
	[
		'a login page that only its type tells',
		(_request, response) =>
			void response.writeHead(200, { 'Content-Type': 'text/html' }).end('Sign in'),
		'There is no file to upload on this item',
		'The link may ask for a login',
	],
	[
		'nothing',
		(_request, response) => void response.writeHead(404).end('no'),
		'There is no file at the link (HTTP 404)',
		'It may have expired',
	],
	[
		'too much, as the server says',
		(_request, response) => void response.writeHead(200, { 'Content-Length': 2e9 }).write(PDF),
		'The file at the link is larger than 1 MB',
		'that of a document',
	],
	[
		'too much, without an end',
		(_request, response) => {
			response.on('drain', () => void response.write(Buffer.alloc(100_000)));
			response.write(Buffer.alloc(1_000_000));
		},
		'The file at the link is larger than 1 MB',
		'that of a document',
	],
	[
		'redirects for ever',
		(_request, response) => void response.writeHead(302, { Location: '/again' }).end(),
		'The link redirects too many times',
		'in a browser',
	],
	[
		'a redirect to a file of the server',
		(_request, response) => void response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
		'The link redirects to an unsafe address',
		'in a browser',
	],
];
