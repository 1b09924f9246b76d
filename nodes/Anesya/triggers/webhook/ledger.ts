import type {
	IHookFunctions,
	IWebhookFunctions,
} from '../../../../../../work/main/node_modules/n8n-workflow/dist/esm/index';

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

/**
 * The ledgers of this process. n8n reads a workflow's static data anew for each call and writes all
 * of it afterwards: of calls at the same time, the last to end would make it forget the others.
 */
const ledgers = new Map<string, Ledger>();

/**
 * Opens a node's ledger: what this process knows, and what n8n kept of the time before. Several
 * processes that take webhooks (queue mode) share the latter only.
 */
export function openLedger(context: IWebhookFunctions): Ledger {
	const key = keyOf(context);
	const ledger = ledgers.get(key) ?? newLedger();
	const kept = keysIn(context.getWorkflowStaticData('node').handled);
	ledger.handled = remember(kept, ledger.handled);
	ledgers.set(key, ledger);
	return ledger;
}

/** Notes that deliveries have been handled, here and in what n8n keeps. */
export function noteHandled(context: IWebhookFunctions, ledger: Ledger, keys: string[]): void {
	ledger.handled = remember(ledger.handled, keys);
	context.getWorkflowStaticData('node').handled = ledger.handled;
}

/** Frees what is held for a node that is switched off; n8n keeps the rest. */
export function closeLedger(context: IHookFunctions): void {
	ledgers.delete(keyOf(context));
}

function keyOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
