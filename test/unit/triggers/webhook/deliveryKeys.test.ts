import type { Delivery, WebhookEvent } from '../../../../nodes/Anesya/triggers/webhook/delivery';
import { MOST_ENTRIES } from '../../../../nodes/Anesya/triggers/webhook/delivery';
import {
	isVerifiedKey,
	keyOf,
	keysOf,
	onlyNew,
	wasHandled,
} from '../../../../nodes/Anesya/triggers/webhook/deliveryKeys';

const deliveryAt = (timestamp: string, event: WebhookEvent = 'workflow.completed'): Delivery => ({
	event,
	entries: [],
	body: { timestamp },
	size: 0,
});
const monday = deliveryAt('Monday');
const tuesday = deliveryAt('Tuesday');
const entry = { name: '7', raw: { id: 7, session: 1 } };
const extract = { id: '7', status: 'FINISHED' };

describe('The key of an entry', () => {
	it('is the event and the id for an extract, whatever else the delivery says', () => {
		expect(keyOf(monday, entry, true)).toBe('workflow.completed 7');
		expect(keyOf(tuesday, { ...entry, raw: null }, true)).toBe('workflow.completed 7');
		expect(keyOf(deliveryAt('Monday', 'extract.failed'), entry, false)).toBe('extract.failed 7');
	});

	it('also depends on the time and the whole entry if it is not an extract', () => {
		const key = keyOf(monday, entry, false);
		expect(keyOf(deliveryAt('Monday'), { ...entry, raw: { ...entry.raw } }, false)).toBe(key);
		expect(keyOf(tuesday, entry, false)).not.toBe(key);
		expect(keyOf(monday, { ...entry, raw: { id: 7, session: 2 } }, false)).not.toBe(key);
	});

	it('is short, however long the entry is', () => {
		expect(keyOf(monday, { ...entry, raw: 'x'.repeat(100_000) }, false).length).toBeLessThan(40);
	});

	it('tells entries without an id by the time and all that they say, as unverified ones', () => {
		const key = keyOf(monday, { raw: null }, false);
		expect(isVerifiedKey(key)).toBe(false);
		expect(wasHandled(monday, { raw: null }, [key])).toBe(true);
		expect(keyOf(tuesday, { raw: null }, false)).not.toBe(key);
		expect(keyOf(monday, { raw: { a: 1 } }, false)).not.toBe(key);
	});

	it('takes no longer for each of many entries, however long the time of the call is', () => {
		const entries = Array.from({ length: MOST_ENTRIES }, (_, raw) => ({ name: '7', raw }));
		const started = performance.now();
		keysOf({ ...deliveryAt('x'.repeat(9_000_000)), entries });
		expect(performance.now() - started).toBeLessThan(200);
	});

	it('shows what was handled, as an extract or as anything else', () => {
		const handled = (delivery: Delivery, isExtract: boolean) => [keyOf(delivery, entry, isExtract)];
		expect(wasHandled(tuesday, entry, handled(monday, true))).toBe(true);
		expect(wasHandled(monday, entry, handled(monday, false))).toBe(true);
		expect(wasHandled(tuesday, entry, handled(monday, false))).toBe(false);
	});
});

describe('Among fetched entries', () => {
	const other = { ...entry, raw: { id: 7, session: 2 } };

	it('an extract is new once, and not if it was handled meanwhile', () => {
		const fetched = [entry, other].map((one) => ({ entry: one, extract }));
		expect(onlyNew(monday, fetched, [])).toEqual([{ entry, extract }]);
		expect(onlyNew(monday, fetched, ['workflow.completed 7'])).toEqual([]);
	});

	it('each session of a workflow is new once, and so is what has no id', () => {
		const fetched = [entry, other, entry, { raw: null }, { raw: 1 }, { raw: null }].map((one) => ({
			entry: one,
			extract: undefined,
		}));
		expect(onlyNew(monday, fetched, []).map((one) => one.entry)).toEqual([
			entry,
			other,
			{ raw: null },
			{ raw: 1 },
		]);
	});
});
