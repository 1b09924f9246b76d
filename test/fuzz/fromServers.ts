import fc from 'fast-check';

import { idsIn, isExtract } from '../../nodes/Anesya/api/extract';
import { boundedName } from '../../nodes/Anesya/guards/boundedText';
import { isDeep } from '../../nodes/Anesya/guards/deepJson';
import { parseJson } from '../../nodes/Anesya/guards/json';
import { shapeOf } from '../../nodes/Anesya/guards/jsonShape';
import { isSameOrigin, normalizeBaseUrl } from '../../nodes/Anesya/transport/baseUrl';
import { fileAddress, redirectAddress } from '../../nodes/Anesya/transport/fileAddress';
import { createBodyRedactor, createRedactor } from '../../nodes/Anesya/transport/redact';
import { reasonIn, retryAfterOf } from '../../nodes/Anesya/transport/response';
import { normalizeToken } from '../../nodes/Anesya/transport/token';
import { EVENTS, readDelivery } from '../../nodes/Anesya/triggers/webhook/delivery';
import { keysOf } from '../../nodes/Anesya/triggers/webhook/deliveryKeys';
import { idsOf } from '../../nodes/Anesya/triggers/webhook/entries';
import { isReply } from '../../nodes/Anesya/triggers/webhook/reply';
import { anyJson } from '../unit/anyJson';
import { anyUrl, jsonText, oddText } from './inputs';
import type { Target } from './target';
import { must, text, value, withWords } from './target';

const TOKEN = 'canary.Zx7-Qw9_Lk3+Pv5';
const BASE = 'https://api.anesya.app';
const redact = createRedactor(TOKEN);
const redactBody = createBodyRedactor(TOKEN);

function read(body: string): void {
	const delivery = readDelivery(Buffer.from(body), [...EVENTS]);
	if (isReply(delivery)) return;
	keysOf(delivery);
	const ids = JSON.stringify(delivery.entries.map(idsOf));
	must(/^[[\]{},:"\w-]*$/.test(ids), 'nothing but ids gets out of a call');
}

/** What comes from servers and from webhook calls, and where the token may go. */
export const fromServers: Target[] = [
	text('responses as JSON', parseJson, jsonText),
	text('the shape of JSON', shapeOf, jsonText),
	text(
		'JSON that is nested deep',
		(inner) => {
			const [open, close] = ['[{"a":'.repeat(600), '}]'.repeat(600)];
			const parsed = parseJson(`${open}${inner}${close}`);
			must(!isDeep(parsed), 'nothing is nested deeper than n8n can handle');
		},
		jsonText,
	),
	text(
		'numbers in JSON',
		(number) => {
			const parsed = parseJson(`[${number}]`);
			const [first]: unknown[] = Array.isArray(parsed) && parsed.length === 1 ? parsed : [];
			if (typeof first === 'number')
				must(Number(number.trim()) === first, 'a number stays the same');
		},
		fc.oneof(fc.double().map(String), fc.bigInt().map(String), oddText),
	),
	text('webhook calls', read, jsonText),
	{
		name: 'webhook calls with an event',
		property: fc.property(fc.constantFrom(...EVENTS), anyJson, (event, data) =>
			withWords(() => read(JSON.stringify({ event, data }))),
		),
	},
	value('responses to uploads', (json) => {
		must(
			idsIn(json).every((id) => id.length <= 200),
			'ids are short',
		);
		if (isExtract(json)) must(json.id.length <= 200, 'the id is short');
	}),
	value('reasons of refusals', (json) => {
		const reason = reasonIn(json, redact);
		must(reason.length <= 500, 'a reason is short');
	}),
	text('reasons with the token', (around) => {
		const reason = reasonIn({ detail: `${around.slice(0, 400)}${TOKEN}${around}` }, redact);
		must(!reason.includes(TOKEN), 'no reason has the token');
	}),
	text('bodies with the token', (around) => {
		const body = JSON.stringify({ [around]: `${TOKEN}${around}`, again: btoa(TOKEN) });
		must(!redactBody(body).includes(TOKEN), 'no body has the token');
		must(!redactBody(body).includes(btoa(TOKEN)), 'nor in base64');
	}),
	text('bodies with the token in lines of base64', (around) => {
		const base64 = Buffer.from(`${around}${TOKEN}`).toString('base64');
		const lines = (base64.match(/.{1,76}/g) ?? []).join('\r\n');
		for (const body of [lines, JSON.stringify({ lines })]) {
			const shown = redactBody(body).replace(/\\[rn]|\s/g, '');
			must(!Buffer.from(shown, 'base64').includes(TOKEN), 'no lines have the token');
		}
	}),
	text('names in messages', (name) => {
		const shown = boundedName(name);
		must(shown.length < 200 && !/[\0-\x1f\u2028\u202e]/.test(shown), 'a name is a short line');
	}),
	text('Retry-After', (header) => {
		const delay = retryAfterOf({ header: () => header }, 0);
		must(delay === undefined || (Number.isFinite(delay) && delay >= 0), 'a delay is a number');
	}),
	text(
		'Base URLs',
		(given) => {
			const url = new URL(normalizeBaseUrl(given));
			must(url.username + url.password + url.search + url.hash === '', 'a Base URL is plain');
			must(url.protocol === 'https:' || url.protocol === 'http:', 'a Base URL is of the web');
		},
		anyUrl,
	),
	text(
		'addresses of files',
		(given) => {
			const { url, withToken } = fileAddress(given, BASE);
			must(!withToken || new URL(url).origin === BASE, 'the token goes to the Base URL');
		},
		anyUrl,
	),
	text(
		'redirects of files',
		(given) => {
			const { url, withToken } = redirectAddress(
				given,
				{ url: `${BASE}/a/`, withToken: true },
				BASE,
			);
			must(!withToken || new URL(url).origin === BASE, 'the token goes to the Base URL');
		},
		anyUrl,
	),
	text(
		'targets of the token',
		(given) => {
			if (isSameOrigin(given, BASE)) must(new URL(given).origin === BASE, 'it is the Base URL');
		},
		anyUrl,
	),
	text('tokens', (given) => must(/^[\x21-\x7e]+$/.test(normalizeToken(given)), 'it fits a header')),
];
