import fc from 'fast-check';

import { idsIn, isExtract } from '../../nodes/Anesya/api/extract';
import { decodedName } from '../../nodes/Anesya/documents/decodedName';
import { contentOf } from '../../nodes/Anesya/documents/fileContent';
import { filesWithin } from '../../nodes/Anesya/documents/filesWithin';
import { linksFrom } from '../../nodes/Anesya/documents/links';
import { createLockScanner } from '../../nodes/Anesya/documents/pdf/lockScanner';
import { uploadName } from '../../nodes/Anesya/documents/uploadName';
import { metadataFrom } from '../../nodes/Anesya/fields/metadata';
import { uuidFrom } from '../../nodes/Anesya/fields/uuid';
import { objectFrom, wholeNumberFrom } from '../../nodes/Anesya/fields/values';
import { quoted } from '../../nodes/Anesya/guards/boundedText';
import { isRecord, parseJson } from '../../nodes/Anesya/guards/json';
import { shapeOf } from '../../nodes/Anesya/guards/jsonShape';
import { checkSchema } from '../../nodes/Anesya/schemas/checkSchema';
import { isSameOrigin, normalizeBaseUrl } from '../../nodes/Anesya/transport/baseUrl';
import { fileAddress, redirectAddress } from '../../nodes/Anesya/transport/fileAddress';
import { shownLink } from '../../nodes/Anesya/transport/linkErrors';
import { linkName } from '../../nodes/Anesya/transport/linkName';
import { createRedactor } from '../../nodes/Anesya/transport/redact';
import { reasonIn, retryAfterOf } from '../../nodes/Anesya/transport/response';
import { normalizeToken } from '../../nodes/Anesya/transport/token';
import { savedState } from '../../nodes/Anesya/triggers/polling/savedState';
import { EVENTS, readDelivery } from '../../nodes/Anesya/triggers/webhook/delivery';
import { keysOf } from '../../nodes/Anesya/triggers/webhook/deliveryKeys';
import { idsOf } from '../../nodes/Anesya/triggers/webhook/entries';
import { isReply } from '../../nodes/Anesya/triggers/webhook/reply';
import { isSameName } from '../../nodes/Anesya/uploading/documentName';
import { storedEntries } from '../../nodes/Anesya/uploading/storedUploads';
import { anyJson } from '../unit/anyJson';
import { anyBytes, anyText, anyUrl, jsonText, oddText } from './inputs';

/** A parser or a guard, and what must be true of it whatever comes in. */
export interface Target {
	name: string;
	/** Runs it with any input. @throws what the target throws, or Error when a promise is broken */
	property: fc.IRawProperty<unknown>;
	/** Feeds it a text, whose length grows; absent where no long text can get there. */
	feed?: (text: string) => unknown;
}

const TOKEN = 'canary.Zx7-Qw9_Lk3+Pv5';
const BASE = 'https://api.anesya.app';
const redact = createRedactor(TOKEN);

function must(isTrue: boolean, promise: string): void {
	if (!isTrue) throw new Error(`Broken: ${promise}`);
}

/** A refusal is fine if it says something, briefly. */
export function withWords(call: () => unknown): void {
	try {
		call();
	} catch (thrown) {
		const name = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
		const isRefusal = ['UserError', 'AnesyaApiError', 'NodeOperationError'].includes(name);
		if (!isRefusal || !(thrown instanceof Error)) throw thrown;
		must(thrown.message.length > 10 && thrown.message.length < 2_000, 'a refusal is a short text');
	}
}

function text(name: string, feed: (given: string) => unknown, input = anyText): Target {
	return { name, property: fc.property(input, (given) => withWords(() => feed(given))), feed };
}

function value(name: string, feed: (given: fc.JsonValue) => unknown): Target {
	return { name, property: fc.property(anyJson, (given) => withWords(() => feed(given))) };
}

function read(body: string): void {
	const delivery = readDelivery(Buffer.from(body), [...EVENTS]);
	if (isReply(delivery)) return;
	keysOf(delivery);
	const ids = JSON.stringify(delivery.entries.map(idsOf));
	must(/^[[\]{},:"\w-]*$/.test(ids), 'nothing but ids gets out of a call');
}

export const targets: Target[] = [
	text('responses as JSON', parseJson, jsonText),
	text('the shape of JSON', shapeOf, jsonText),
	text(
		'numbers in JSON',
		(number) => {
			const parsed = parseJson(`[${number}]`);
			const [first]: unknown[] = Array.isArray(parsed) ? parsed : [];
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
	text('names by Content-Disposition', (header) =>
		must(typeof linkName(header, `${BASE}/a.pdf`, `${BASE}/b`) === 'string', 'there is a name'),
	),
	text('names of uploads', (fileName) => {
		const { name } = uploadName({ fileName }, 'pdf', 'document');
		must(
			name !== '' && !/[\0-\x1f\x7f/\\]/.test(name),
			'a name has no folder and no control character',
		);
	}),
	text('names of attachments', decodedName),
	text('names at Anesya', (name) => isSameName(name, `${name}.pdf`)),
	text('links', linksFrom, fc.oneof(anyUrl, jsonText)),
	value('links in a list', linksFrom),
	text('links in texts', (link) => must(shownLink(link).length < 400, 'a link is cut'), anyUrl),
	value('files within an item', filesWithin),
	text(
		'IDs',
		(given) => must(/^[\da-f-]{36}$/.test(uuidFrom(given, 'Extract')), 'it is an ID'),
		anyUrl,
	),
	value('IDs by expression', (given) => uuidFrom(given, 'Workflow')),
	value('numbers by expression', (given) => wholeNumberFrom(given, 'Field', 1)),
	text('metadata', (given) => metadataFrom({ metadataJson: given }), jsonText),
	value('metadata by expression', (given) => metadataFrom({ metadataJson: JSON.stringify(given) })),
	text('schemas as text', (given) => checkSchema(objectFrom(given, 'Schema'), 'Schema'), jsonText),
	value('schemas', (given) => isRecord(given) && checkSchema(given, 'Schema')),
	value('values in texts', (given) => must(quoted(given).length < 200, 'a value is cut')),
	value('what n8n kept of polls', savedState),
	value('what n8n kept of uploads', (uploads) => storedEntries({ anesya: { uploads } })),
	{
		name: 'the first bytes of files',
		property: fc.property(anyBytes, (bytes) => void contentOf(Buffer.from(bytes))),
	},
	{
		name: 'PDF files',
		property: fc.asyncProperty(fc.array(anyBytes, { maxLength: 4 }), async (chunks) => {
			const scanner = createLockScanner();
			chunks.forEach((chunk) => scanner.add(chunk));
			await scanner.isLocked();
		}),
		feed: async (given) => {
			const scanner = createLockScanner();
			scanner.add(
				Buffer.from(`%PDF-1.7 /Encrypt ${given} trailer << /Encrypt << ${given} startxref`),
			);
			await scanner.isLocked();
		},
	},
];
