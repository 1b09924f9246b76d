import fc from 'fast-check';

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
import { isRecord } from '../../nodes/Anesya/guards/json';
import { checkSchema } from '../../nodes/Anesya/schemas/checkSchema';
import { shownLink } from '../../nodes/Anesya/transport/linkErrors';
import { linkName } from '../../nodes/Anesya/transport/linkName';
import { parseState } from '../../nodes/Anesya/triggers/polling/parseState';
import { isSameName } from '../../nodes/Anesya/uploading/documentName';
import { storedEntries } from '../../nodes/Anesya/uploading/storedUploads';
import { anyBytes, anyUrl, jsonText } from './inputs';
import type { Target } from './target';
import { must, text, value } from './target';

const BASE = 'https://api.anesya.app';
/** Names, links, fields and files of users, and what n8n keeps. */
export const fromUsers: Target[] = [
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
	value('what n8n kept of polls', parseState),
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
