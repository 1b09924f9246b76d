import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Ledger } from './ledger';
import { keysIn, newLedger, remember } from './ledger';

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
