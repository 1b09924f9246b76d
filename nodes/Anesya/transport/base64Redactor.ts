/** Bytes of a secret of which base64 must not be shown: fewer give nothing away. */
const SHORTEST = 8;

/** Characters by which a form is found; the rest is then compared one by one. */
const BEGINNING = 6;

/** White space as it is, and as JSON and URLs escape it, also in a text within a text; no more of it than there is between two lines. */
const SPACES = String.raw`(?:\s|\\{1,3}(?:[nrt]|u00(?:0[9adAD]|20))|%(?:0[9adAD]|20)){0,16}`;

/** The two characters in which base64 and base64url differ, and their escapes. */
const VARIANTS = new Map([
	['+', String.raw`(?:[+-]|\\{1,3}u002[bBdD]|%2[bBdD])`],
	['/', String.raw`(?:\\{0,3}\/|_|\\{1,3}u00[25][fF]|%[25][fF])`],
]);

/**
 * Removes a secret in base64 from texts that may be large: at each of the three places that it may have
 * among other bytes, also where it is wrapped into lines, as in mails. Its first and last bytes, which
 * depend on the others, may stay. It takes no longer than the text's length.
 */
export function createBase64Redactor(
	secret: string,
	replacement: string,
): (text: string) => string {
	const forms = formsOf(secret);
	if (forms.length === 0) return (text) => text;
	const beginning = new RegExp(
		forms.map((form) => form.slice(0, BEGINNING).map(patternOf).join(SPACES)).join('|'),
		'g',
	);
	return (text) => {
		let [result, kept] = ['', 0];
		beginning.lastIndex = 0;
		for (let found = beginning.exec(text); found !== null; found = beginning.exec(text)) {
			const { index } = found;
			const end = Math.max(...forms.map((form) => endOf(form, text, index)));
			beginning.lastIndex = Math.max(end, index + 1);
			if (end === -1) continue;
			result += text.slice(kept, index) + replacement;
			kept = end;
		}
		return result + text.slice(kept);
	};
}

/** The characters of whole groups of three bytes. */
function formsOf(secret: string): string[][] {
	return [0, 1, 2].flatMap((start) => {
		const whole = Math.floor((secret.length - start) / 3) * 3;
		const bytes = Buffer.from(secret.slice(start, start + whole));
		return bytes.length < SHORTEST ? [] : [[...bytes.toString('base64')]];
	});
}

function patternOf(character: string): string {
	return VARIANTS.get(character) ?? character;
}

const BETWEEN = new RegExp(SPACES, 'y');
const VARIANT = new Map([...VARIANTS].map(([one, pattern]) => [one, new RegExp(pattern, 'y')]));

/** @returns the place behind a form that begins at `start`, or -1 if none does */
function endOf(form: string[], text: string, start: number): number {
	let end = start;
	for (const character of form) {
		const at = end === start ? start : endOfMatch(BETWEEN, text, end);
		const variant = VARIANT.get(character);
		if (variant !== undefined) end = endOfMatch(variant, text, at);
		else end = text.charAt(at) === character ? at + 1 : -1;
		if (end === -1) return -1;
	}
	return end;
}

function endOfMatch(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : -1;
}
