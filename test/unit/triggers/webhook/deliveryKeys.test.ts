import type { Delivery, WebhookEvent } from '../../../../nodes/Anesya/triggers/webhook/delivery';
import { keyOf, onlyNew, wasHandled } from '../../../../nodes/Anesya/triggers/webhook/deliveryKeys';

const deliveryAt = (timestamp: string, event: WebhookEvent = 'workflow.completed'): Delivery => ({
	event,
	parts: [],
	body: { timestamp },
});
const monday = deliveryAt('Monday');
const tuesday = deliveryAt('Tuesday');
const part = { name: '7', given: { id: 7, session: 1 } };
const extract = { id: '7', status: 'FINISHED' };

describe('what a part of a delivery is recognised by', () => {
	it('is the id of an extract and the event, whenever it comes and whatever is said of it', () => {
		expect(keyOf(monday, part, true)).toBe('workflow.completed 7');
		expect(keyOf(tuesday, { ...part, given: null }, true)).toBe('workflow.completed 7');
		expect(keyOf(deliveryAt('Monday', 'extract.failed'), part, false)).toBe('extract.failed 7');
	});

	it('is the time and all that is said as well, where it is no extract', () => {
		const key = keyOf(monday, part, false);
		expect(keyOf(deliveryAt('Monday'), { ...part, given: { ...part.given } }, false)).toBe(key);
		expect(keyOf(tuesday, part, false)).not.toBe(key);
		expect(keyOf(monday, { ...part, given: { id: 7, session: 2 } }, false)).not.toBe(key);
	});

	it('is short, however much is said', () => {
		expect(keyOf(monday, { ...part, given: 'x'.repeat(100_000) }, false)?.length).toBeLessThan(40);
	});

	it('is nothing where there is no id', () => {
		expect(keyOf(monday, { given: null }, false)).toBeUndefined();
		expect(wasHandled(monday, { given: null }, ['', 'undefined'])).toBe(false);
	});

	it('tells what was handled, as an extract or as anything else', () => {
		const handled = (delivery: Delivery, isExtract: boolean) => [
			keyOf(delivery, part, isExtract) ?? '',
		];
		expect(wasHandled(tuesday, part, handled(monday, true))).toBe(true);
		expect(wasHandled(monday, part, handled(monday, false))).toBe(true);
		expect(wasHandled(tuesday, part, handled(monday, false))).toBe(false);
	});
});

describe('of what was fetched', () => {
	const other = { ...part, given: { id: 7, session: 2 } };

	it('an extract is new once, however it is named, and not when it was handled meanwhile', () => {
		const fetched = [part, other].map((one) => ({ part: one, extract }));
		expect(onlyNew(monday, fetched, [])).toEqual([{ part, extract }]);
		expect(onlyNew(monday, fetched, ['workflow.completed 7'])).toEqual([]);
	});

	it('each session of a workflow is new, and so is what has no id', () => {
		const fetched = [part, other, part, { given: null }, { given: null }].map((one) => ({
			part: one,
			extract: undefined,
		}));
		expect(onlyNew(monday, fetched, []).map((one) => one.part)).toEqual([
			part,
			other,
			{ given: null },
			{ given: null },
		]);
	});
});
