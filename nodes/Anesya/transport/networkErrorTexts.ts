import type { ErrorText } from './apiError';
import { TRY_LATER } from './nextSteps';

/**
 * What a request goes to: Anesya, a storage server that a file of Anesya is kept on, a link of the user,
 * or where that redirects to.
 */
export type Place = 'anesya' | 'storage' | 'link' | 'linkTarget';

const NAMES: Record<Place, string> = {
	anesya: 'Anesya',
	storage: 'the storage that Anesya points to',
	link: 'the server of the link',
	linkTarget: 'the server that the link redirects to',
};

/** Why a request never left n8n. */
export type UnsentCause =
	| 'blocked'
	| 'tooManyFiles'
	| 'proxyCut'
	| 'tlsCut'
	| 'noTls'
	| 'certificate'
	| 'unknownHost'
	| 'noConnection';

/** What happened, and what to do next. Without `setting`, the step is the same for a storage server. */
const TEXTS: Record<UnsentCause, { what: string; step: string; setting?: string }> = {
	blocked: {
		what: "n8n's own protection does not allow a connection to this address",
		step: "Ask n8n's administrator to allow it: in n8n's SSRF protection (N8N_SSRF_ALLOWED_HOSTNAMES, N8N_SSRF_ALLOWED_IP_RANGES), or in the allowed domains of the credential.",
	},
	tooManyFiles: {
		what: 'n8n has too many open files and connections',
		step: "Send fewer documents at the same time, or ask n8n's administrator to raise the limit (ulimit -n).",
	},
	proxyCut: {
		what: 'The proxy cut the connection before it led anywhere',
		step: "Ask n8n's administrator to check the proxy settings of n8n (HTTPS_PROXY, NO_PROXY).",
	},
	tlsCut: {
		what: 'The connection was cut before it was encrypted',
		step: 'Ask whether a proxy or firewall blocks it.',
		setting: 'Check the Base URL of the credential. ',
	},
	noTls: {
		what: 'The server does not speak https:// at this address, or not in a version that n8n accepts',
		step: 'Ask whether a proxy or firewall responds in its place.',
		setting: 'Check the Base URL of the credential, and its port. ',
	},
	certificate: {
		what: 'n8n does not trust the certificate of the server',
		step: "If a proxy or firewall of your organisation presents its own certificate, ask n8n's administrator to add that authority with NODE_EXTRA_CA_CERTS.",
		setting: 'Check the Base URL of the credential. ',
	},
	unknownHost: {
		what: 'The name of the server was not found',
		step: 'Check the internet connection and the name server (DNS) of n8n.',
		setting: 'Check the Base URL of the credential. ',
	},
	noConnection: {
		what: 'No connection could be made',
		step: 'Check the internet connection of n8n, and whether a firewall blocks it.',
		setting: 'Check the Base URL of the credential. ',
	},
};

/** @param code of the error, such as `ECONNREFUSED`, if it has one */
export function textForUnsent(
	cause: UnsentCause,
	code: string | undefined,
	place: Place,
): ErrorText {
	const { what, step, setting = '' } = TEXTS[cause];
	const name = NAMES[place].replace(/^t/, 'T');
	return {
		message: `${name} could not be reached`,
		description: `${what}${inBrackets(code)}. ${settingOf(place, setting)}${step}`,
	};
}

/** Where the user may have entered what is wrong. */
function settingOf(place: Place, setting: string): string {
	if (place === 'link' || place === 'linkTarget') return setting === '' ? '' : 'Check the link. ';
	return place === 'anesya' ? setting : '';
}

/** The text where something may have been sent. */
export function textForLost(code: string | undefined, place: Place): ErrorText {
	return {
		message: `The connection to ${NAMES[place]} was lost`,
		description: `No complete response arrived${inBrackets(code)}. ${TRY_LATER}`,
	};
}

function inBrackets(code: string | undefined): string {
	return code === undefined ? '' : ` (${code})`;
}
