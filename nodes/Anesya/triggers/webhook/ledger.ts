/** How many deliveries are remembered. */
export const REMEMBERED = 500;

/** What is known of the deliveries to one node, by their keys. */
export interface Ledger {
	/** Those that have started the workflow, the oldest first. */
	handled: string[];
	/** Those under way. */
	busy: Set<string>;
}

/** A ledger of nothing yet. */
export function newLedger(): Ledger {
	return { handled: [], busy: new Set() };
}

/** Adds keys to those remembered; the oldest ones are forgotten. */
export function remember(handled: string[], keys: string[]): string[] {
	return [...new Set([...handled, ...keys])].slice(-REMEMBERED);
}

/** What n8n kept, however it was written. */
export function keysIn(kept: unknown): string[] {
	return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : [];
}
