import fc from 'fast-check';

import type { Target } from '../../fuzz/target';
import { withWords } from '../../fuzz/target';
import { targets } from '../../fuzz/targets';

/** Runs that parsers may trip over when they are long. */
const PARTS = [
	'a',
	' ',
	'"',
	'\\',
	'[',
	'{"a":',
	'1,',
	'%',
	'=?a?Q?',
	'<<',
	'/',
	'9',
	'&amp;',
	'https://a/ ',
];
const LENGTH = 200_000;

/** Milliseconds for a text of this length, on a busy machine: what grows with the square takes minutes. */
const LIMIT = 3_000;

const byName = (list: Target[]) => list.map((target) => [target.name, target] as const);

describe('Whatever comes in', () => {
	it.each(byName(targets))('is understood or refused in words: %s', async (_name, { property }) => {
		await fc.assert(property, { numRuns: 100 });
	});

	it.each(byName(targets.filter(({ feed }) => feed)))(
		'takes no longer than its length: %s',
		async (_name, { feed }) => {
			for (const part of PARTS) {
				const text = part.repeat(LENGTH / part.length);
				const began = performance.now();
				let result: unknown;
				withWords(() => (result = feed?.(text)));
				await result;
				const took = performance.now() - began;
				expect([part, took < LIMIT || took]).toEqual([part, true]);
			}
		},
	);
});
