const CURRENCY = /^(?:[€$£]|EUR|USD|GBP)\s*|\s*(?:[€$£]|EUR|USD|GBP)$/g;
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const ENGLISH = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const FRENCH = /^-?\d{1,3}([ .\u00a0\u202f]\d{3})*,\d{1,2}$/;

/**
 * The number that a text is, with or without a currency.
 *
 * @returns undefined for everything else, such as dates, or numbers of invoices with leading zeros
 */
export function amountIn(text: string): number | undefined {
	const bare = text.trim().replace(CURRENCY, '').trim();
	if (PLAIN.test(bare)) return Number(bare);
	if (ENGLISH.test(bare)) return Number(bare.replaceAll(',', ''));
	if (FRENCH.test(bare)) return Number(bare.replace(/[ .\u00a0\u202f]/g, '').replace(',', '.'));
	return undefined;
}

/** A text, or the number that it is. */
export function valueOf(text: string): string | number {
	return amountIn(text) ?? text.trim();
}
