import { AnesyaApiError } from './apiError';
import type { Egress } from './egress';
import {
	connectionError,
	linkStatusError,
	placeOf,
	tooManyRedirects,
	unsafeRedirect,
} from './linkErrors';
import { headerText, linkName } from './linkName';
import type { ByteStream } from './readBody';
import { MAX_REDIRECTS, readBeginning, typeOf } from './remoteFile';
import { toLinkRequest } from './request';
import { isSuccess } from './response';

/** No content, and a part of it. */
const WITHOUT_WHOLE_FILE = new Set([204, 206]);

/** A file at a link whose download has begun. */
export interface LinkedFile {
	/** Where the link led to. */
	address: string;
	/** As its server or its address calls it; '' if neither does. */
	name: string;
	/** As its server says; '' if it does not. */
	type: string;
	/** Bytes, as its server says. */
	size: number | undefined;
	/** Must be read or destroyed. */
	stream: ByteStream;
}

/**
 * Requests the file at a link of the user, without the token. Each redirect is a request of its own, so
 * n8n's protection against requests to internal addresses (SSRF) checks each.
 *
 * @param link an http or https URL
 * @throws AnesyaApiError for everything except a success
 */
export async function openLinkedFile(link: string, egress: Egress): Promise<LinkedFile> {
	let url = link;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
		const sent = egress.open(toLinkRequest(url), placeOf(link, url));
		const response = await sent.catch((thrown: unknown) => {
			throw thrown instanceof AnesyaApiError ? connectionError(thrown, link, url) : thrown;
		});
		const { status, header, body, ...head } = response;
		if (isSuccess(status) && !WITHOUT_WHOLE_FILE.has(status)) {
			const size = Number(header('content-length') ?? NaN);
			return {
				address: url,
				name: linkName(header('content-disposition'), link, url),
				type: typeOf({ status, header, body, ...head }),
				size: Number.isFinite(size) && header('content-encoding') === undefined ? size : undefined,
				stream: body,
			};
		}
		const location = headerText(header('location') ?? '');
		void readBeginning(body);
		if (status < 300 || status >= 400 || location === '')
			throw linkStatusError(status, link, header);
		if (!URL.canParse(location, url)) throw unsafeRedirect(link);
		const target = new URL(location, url);
		const isDowngrade = url.startsWith('https:') && target.protocol === 'http:';
		if (!/^https?:$/.test(target.protocol) || isDowngrade) throw unsafeRedirect(link);
		url = target.href;
	}
	throw tooManyRedirects(link);
}
