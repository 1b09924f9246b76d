import fc from 'fast-check';

export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
	[key: string]: Json;
}

/** Names that mean something to JavaScript or to this package, among any others. */
const key = fc.oneof(
	fc.constantFrom(
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'detail',
		'id',
		'status',
		'a',
		'b',
		'document_a',
	),
	fc.string(),
);

const tree = fc.letrec<{ json: Json; list: Json[]; object: JsonObject }>((tie) => ({
	json: fc.oneof(
		{ depthSize: 'small' },
		fc.string(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.boolean(),
		fc.constant(null),
		tie('list'),
		tie('object'),
	),
	list: fc.array(tie('json'), { maxLength: 5 }),
	object: fc.dictionary(key, tie('json'), { maxKeys: 5, noNullPrototype: true }),
}));

/** Whatever JSON can say, keys such as `__proto__` included. */
export const { json: anyJson, list: anyList, object: anyObject } = tree;

/** A text of JSON nested deeper than a recursive function can follow. */
export function deepJson(open: string, close: string, depth = 100_000): string {
	return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

/** Whether all objects in a value are plain ones, without a key `__proto__` of their own. */
export function isClean(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return !Array.isArray(value) || value.every(isClean);
	const isPlain =
		Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__');
	return isPlain && Object.values(value).every(isClean);
}
