import fc from 'fast-check';

import { anyJson } from '../unit/anyJson';
import { anyText } from './inputs';

/** A parser or a guard, and what must be true of it whatever comes in. */
export interface Target {
	name: string;
	/** Runs it with any input. @throws what the target throws, or Error when a promise is broken */
	property: fc.IRawProperty<unknown>;
	/** Feeds it a text, whose length grows; absent where no long text can get there. */
	feed?: (text: string) => unknown;
}

/** @throws Error when a promise is broken */
export function must(isTrue: boolean, promise: string): void {
	if (!isTrue) throw new Error(`Broken: ${promise}`);
}

/** A refusal is fine if it says something, briefly. */
export function withWords(call: () => unknown): void {
	try {
		call();
	} catch (thrown) {
		const name = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
		const isRefusal = ['UserError', 'AnesyaApiError', 'NodeOperationError'].includes(name);
		if (!isRefusal || !(thrown instanceof Error)) throw thrown;
		must(thrown.message.length > 10 && thrown.message.length < 2_000, 'a refusal is a short text');
	}
}

/** A target that takes a text. */
export function text(name: string, feed: (given: string) => unknown, input = anyText): Target {
	return { name, property: fc.property(input, (given) => withWords(() => feed(given))), feed };
}

/** A target that takes a value, as JSON has it. */
export function value(name: string, feed: (given: fc.JsonValue) => unknown): Target {
	return { name, property: fc.property(anyJson, (given) => withWords(() => feed(given))) };
}
