import { UserError } from 'n8n-workflow';

import { quoted } from '../guards/boundedText';
import { isRecord } from '../guards/json';
import { shownLink } from '../transport/linkErrors';

/** A part of the field Links is none of what it may be. */
export function notALink(value: unknown): UserError {
	const ofObject = isRecord(value) ? " An object must have it in a field such as 'url'." : '';
	return new UserError(`${quoted(value)} is not a link (field 'Links')`, {
		description: `Enter a web address that starts with https:// or http://, a data URL with base64, or base64 text. Put several on lines of their own.${ofObject}`,
	});
}

/** An address goes on with what may be another link, which its server would be sent. */
export function severalInOne(address: string): UserError {
	return new UserError(
		`The link ${shownLink(address)} is followed by what may be another one (field 'Links')`,
		{
			description:
				'Put several on lines of their own. A comma within a link can be written as %2C, a semicolon as %3B.',
		},
	);
}

/** It may be the rest of the document before it, or another one. */
export function unclearLine(line: string): UserError {
	return new UserError(
		`${quoted(line)} may belong to the base64 text before it or not (field 'Links')`,
		{
			description:
				'All lines of a base64 text must have the same length, except the last one. Several texts are best given as a list, by an expression.',
		},
	);
}

/** A base64 text lacks its end. */
export function cutBase64(text: string): UserError {
	return new UserError(`The base64 text ${quoted(text)} is cut off (field 'Links')`, {
		description:
			'No base64 text has this number of characters. Check whether a field or a node before this one shortens it.',
	});
}
