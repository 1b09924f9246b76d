import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { createLimiter } from '../concurrency/limiter';
import { createSingleFlight } from '../concurrency/singleFlight';
import { notSavedError } from '../downloads/downloadErrors';
import { AnesyaApiError } from '../transport/apiError';
import type { AnesyaClient } from '../transport/client';
import { connectionError, placeOf, shownLink, tooLargeLink } from '../transport/linkErrors';
import { toNetworkError } from '../transport/networkError';
import { BrokenStreamError, receiveStream } from '../transport/receiveStream';
import { readRetryDelay, retry } from '../transport/retry';
import { LARGEST_LINKED_FILE } from '../transport/sizeLimits';
import type { ItemFile } from './itemFiles';
import type { Link } from './linkTexts';
import { uploadName } from './uploadName';

/** Milliseconds without a byte after which a download is given up. */
const MAX_SILENCE = 60_000;

/** Links of a run that are loaded at once. */
const LINKS_AT_ONCE = 5;

/** How often a link is tried. */
const ATTEMPTS = 3;

/** What a link is loaded with. */
export interface LinkPorts {
	api: Pick<AnesyaClient, 'openLink'>;
	store: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>;
	signal: AbortSignal | undefined;
}

/** @param position of the link among those of its item, from 0 */
export type LoadLink = (link: Link, position: number) => Promise<ItemFile>;

/**
 * Loads the links of a run. Several items may have the same one, such as the lines of an invoice with a
 * link to it: it is loaded once, and a text is stored once by its content.
 *
 * @returns gives the same `binary` for the same document
 */
export function createLinkLoader(ports: LinkPorts): LoadLink {
	const limiter = createLimiter(LINKS_AT_ONCE);
	const once = createSingleFlight<IBinaryData>();
	return async (link, position) => {
		const field = position === 0 ? 'data' : `data_${position}`;
		if (link.kind === 'url') {
			const load = async () => await limiter(async () => await loadAddress(link, ports));
			const binary = await once(JSON.stringify(link), load);
			return { field, path: shownLink(link.url), binary, link: link.url };
		}
		return await limiter(async () => {
			const { base64, name = '', type = '' } = link;
			const bytes = Buffer.from(base64, 'base64');
			const digest = await sha256(bytes);
			const key = JSON.stringify([digest, name, type]);
			const binary = await once(key, async () => await save(bytes, name, type, ports));
			// The text may be as long as the document, and the digest is as good to tell it by.
			return { field, path: `link ${position + 1}`, binary, link: digest };
		});
	};
}

async function sha256(bytes: Uint8Array): Promise<string> {
	return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
}

type WebLink = Link & { kind: 'url' };

/**
 * Streams the document behind a link into n8n's store. From there on, it is a file like any other.
 *
 * @throws AnesyaApiError whose text names the link
 */
async function loadAddress(link: WebLink, ports: LinkPorts): Promise<IBinaryData> {
	return await retry(
		async () => await download(link, ports),
		(error, attempt, random) =>
			attempt < ATTEMPTS ? readRetryDelay(error, attempt, random) : undefined,
		ports.signal,
	);
}

async function download({ url, name }: WebLink, ports: LinkPorts): Promise<IBinaryData> {
	const endless = () => tooLargeLink(url, LARGEST_LINKED_FILE);
	const file = await ports.api.openLink(url);
	if (file.size !== undefined && file.size > LARGEST_LINKED_FILE) {
		file.stream.on('error', () => {});
		file.stream.destroy();
		throw endless();
	}
	try {
		const limits = { silence: MAX_SILENCE, size: LARGEST_LINKED_FILE, endless };
		const { result } = await receiveStream(
			file.stream,
			limits,
			ports.signal,
			async (bytes) => await save(bytes, name ?? file.name, file.type, ports),
		);
		return result;
	} catch (thrown) {
		ports.signal?.throwIfAborted();
		if (!(thrown instanceof BrokenStreamError)) throw notSavedError(shownLink(url), thrown);
		if (thrown.cause instanceof AnesyaApiError) throw thrown.cause;
		const error = toNetworkError(thrown, undefined, placeOf(url, file.address));
		throw connectionError(error, url, file.address);
	}
}

type Bytes = Parameters<LinkPorts['store']['prepareBinaryData']>[0];

async function save(
	bytes: Bytes,
	name: string,
	type: string,
	{ store }: LinkPorts,
): Promise<IBinaryData> {
	const named = uploadName({ fileName: name, mimeType: type }, undefined, 'document');
	const binary = await store.prepareBinaryData(bytes, named.name, type || named.type);
	return name === '' ? { ...binary, fileName: undefined } : binary;
}
