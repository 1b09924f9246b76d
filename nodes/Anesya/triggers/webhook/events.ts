/** What Anesya can report (documented). */
export const EVENTS = [
	'extract.completed',
	'extract.failed',
	'workflow.completed',
	'workflow.failed',
] as const;

/** An event, by Anesya's own name for it. */
export type WebhookEvent = (typeof EVENTS)[number];

/** Whether a call names an event that Anesya can report. */
export function isEvent(value: unknown): value is WebhookEvent {
	return EVENTS.some((event) => event === value);
}

/** Whether an event is about one extract; what a workflow's events carry is unknown. */
export function isAboutExtract(event: WebhookEvent): boolean {
	return event.startsWith('extract.');
}
