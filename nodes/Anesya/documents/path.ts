import { fieldName } from './itemFiles';

/** Whether a file is at the place that a user typed: a name or a path, in any of the notations of JavaScript. */
export function isAtPath(path: string, typed: string): boolean {
	return plain(path) === plain(typed);
}

/**
 * Whether a file is within that place: `Invoices` names all files of a form field, which are at
 * `Invoices[0]`, `Invoices[1]` in one binary mode, and `Invoices_0` in the other. `attachment_` is what
 * e-mail nodes call the prefix of theirs.
 */
export function isWithinPath(path: string, typed: string): boolean {
	const [place, wanted] = [plain(path), plain(typed)];
	if (!place.startsWith(wanted)) return false;
	const rest = place.slice(wanted.length);
	return rest.startsWith('.') || (/\D$/.test(wanted) && /^_?\d+$/.test(rest));
}

/** What users put around a name: quotes, or the braces of an expression in a field that is not one. */
const [BEFORE, BEHIND] = [/^(=?\{\{|["'])\s*/, /(\}\}|["'])$/];

/** One notation for all: `$json["attachments"][0].file` is `attachments.0.file`. */
function plain(path: string): string {
	const name = path.trim().replace(BEFORE, '').replace(BEHIND, '').trim();
	const keys = name.replace(/\[["']?([^[\]"']*)["']?\]/g, '.$1');
	return fieldName(keys.replace(/^\$?(json|binary)\./, '').replace(/^\./, ''));
}
