import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** A file that runs as a process of its own: no import shows that it exists. */
const NAMED = /(?:join|resolve)\(__dirname, '([^']+\.(?:ts|cjs|mjs))'\)/g;

it('Every file that is started as a process exists', () => {
	const named = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(ROOT, name))
		.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(NAMED)].map(([, path = '']) =>
				join(dirname(file), path),
			),
		);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((file) => !existsSync(file)).map((file) => relative(ROOT, file))).toEqual([]);
});
