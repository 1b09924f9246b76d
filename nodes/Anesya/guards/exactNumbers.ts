import { isNotANumber } from './parsingNotes';

/** Characters of a number that may have more digits than JavaScript holds: it is exact up to 15. */
const LONG = 16;

/** An exponent that may be beyond what JavaScript holds. */
const LONG_EXPONENT = /\d[eE][+-]?\d{3}\d*(?:[,\]}\s]|$)/;

/** What comes before a number in JSON; nothing comes before a text that is a number. */
const BEFORE_NUMBER = new Set([':', ',', '[', ' ', '\n', '\r', '\t', '']);

/** Numbers that are long, and what Python writes for those that JSON does not have. */
const ODD = /-?\d[\d.]{15}[\d.eE+-]*|-?\d[\d.]*[eE][+-]?\d{3}\d*|NaN|-?Infinity/g;
const SHORTEST_ODD = 3;

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether a JSON text may have a number that JSON.parse changes without a word. Every response is asked,
 * so this is quick beside JSON.parse: the text of a document, which is one long string, is skipped. The
 * answer may be yes because of a text that looks like such a number.
 */
export function mayChangeNumbers(text: string): boolean {
	if (!hasLongStrings(text)) return mayHoldOdd(text);
	for (let from = 0; from < text.length;) {
		const quote = text.indexOf('"', from);
		const end = quote === -1 ? text.length : quote;
		if (end - from >= SHORTEST_ODD && mayHoldOdd(text.slice(from, end))) return true;
		from = endOfString(text, end);
	}
	return false;
}

/** Samples of a text, and characters of each. */
const SAMPLES = 16;
const SAMPLE = 512;

/** Characters of a string that is worth skipping; finding the end of a short one takes longer than its characters. */
const WORTH_SKIPPING = 64;

function hasLongStrings(text: string): boolean {
	if (text.length < 4 * SAMPLES * SAMPLE) return false;
	let quotes = 0;
	for (let sample = 0; sample < SAMPLES; sample += 1) {
		const start = Math.floor((text.length / SAMPLES) * sample);
		quotes += text.slice(start, start + SAMPLE).split('"').length - 1;
	}
	return quotes * WORTH_SKIPPING < SAMPLES * SAMPLE;
}

/** Whoever looks at each 16th character sees every row of as many digits. */
function mayHoldOdd(text: string): boolean {
	for (let seen = LONG - 1; seen < text.length; seen += LONG) {
		if (!isDigitOrPoint(text, seen)) continue;
		let [before, behind] = [seen - 1, seen + 1];
		while (before >= 0 && isDigitOrPoint(text, before)) before -= 1;
		while (behind < text.length && isDigitOrPoint(text, behind)) behind += 1;
		if (behind - before > LONG) {
			const character = text.charAt(before);
			if (BEFORE_NUMBER.has(character === '-' ? text.charAt(before - 1) : character)) return true;
		}
		seen += LONG * Math.floor((behind - 1 - seen) / LONG);
	}
	return LONG_EXPONENT.test(text);
}

/**
 * Turns the numbers of a JSON text that JavaScript cannot hold into texts, each behind a mark, and also
 * NaN and Infinity, which are not JSON: Python writes them. Texts in it, and all other numbers, stay
 * as they are.
 *
 * @param mark anything that does not occur in the text
 */
export function markNumbers(text: string, mark: string): string {
	const parts: string[] = [];
	let copied = 0;
	for (let from = 0; from < text.length;) {
		const quote = text.indexOf('"', from);
		const end = quote === -1 ? text.length : quote;
		if (end - from >= SHORTEST_ODD) {
			const numbers = text.slice(from, end);
			const marked = numbers.replace(ODD, (token) => (isHeld(token) ? token : `"${mark}${token}"`));
			if (marked !== numbers) {
				parts.push(text.slice(copied, from), marked);
				copied = end;
			}
		}
		from = endOfString(text, end);
	}
	return copied === 0 ? text : parts.join('') + text.slice(copied);
}

/**
 * Whether JavaScript holds a number as it is written. Of whole numbers, it holds only those up to 2^53
 * one by one: IDs of as many digits would otherwise be numbers and texts by chance. What is not a
 * number counts as held: JSON.parse refuses it, or knows what it is.
 */
function isHeld(token: string): boolean {
	if (INTEGER.test(token)) return Number.isSafeInteger(Number(token));
	if (!NUMBER.test(token)) return !isNotANumber(token);
	const number = Number(token);
	if (String(number) === token) return true;
	return Number.isFinite(number) && decimalOf(token) === decimalOf(String(number));
}

/** The value of a number in one form, whichever way it is written; undefined if it is not a number. */
function decimalOf(token: string): string | undefined {
	const [, sign = '', whole, fraction = '', exponent = '0'] = NUMBER.exec(token) ?? [];
	if (whole === undefined) return undefined;
	const digits = `${whole}${fraction}`;
	let [start, end] = [0, digits.length];
	while (digits.charAt(start) === '0') start += 1;
	while (end > start && digits.charAt(end - 1) === '0') end -= 1;
	if (start === end) return '0';
	const power = Number(exponent) - fraction.length + digits.length - end;
	return `${sign}${digits.slice(start, end)}e${power}`;
}

/** @param quote where the string begins; @returns the place behind its other quote */
export function endOfString(text: string, quote: number): number {
	for (let from = quote + 1; ;) {
		const end = text.indexOf('"', from);
		if (end === -1) return text.length;
		let backslash = end;
		while (text.charAt(backslash - 1) === '\\') backslash -= 1;
		if ((end - backslash) % 2 === 0) return end + 1;
		from = end + 1;
	}
}

function isDigitOrPoint(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return (code >= 48 && code <= 57) || code === 46;
}
