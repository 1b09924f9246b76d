import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Longer than anything that comes in: a pattern whose time grows with the square takes seconds for it. */
const LENGTH = 100_000;

/** Milliseconds; a linear pattern takes about one, also on a busy machine. */
const LIMIT = 1_500;

const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name)),
);

/** Every regular expression in a file, as it is written. */
function patternsIn(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function toPattern(literal: string): RegExp {
	const end = literal.lastIndexOf('/');
	return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

/** Long runs of what patterns repeat, that end in something that does not match. */
const inputs = [
	...' /\\."\'<>&%=;,:?#@-_+~()[]{}aA0é\n\t\0',
	'a.',
	'a-',
	'a ',
	'0.',
	'/.',
	'%2',
	'&amp;',
	'a,"',
]
	.map((part) => part.repeat(LENGTH / part.length))
	.flatMap((run) => [run, `${run}\u0001!`, `x${run}\u0001`]);

const cases = files.flatMap((file) => patternsIn(file).map((pattern) => [pattern, file] as const));

it('There are patterns to test', () => expect(cases.length).toBeGreaterThan(20));

it.each(cases)('The pattern %s takes no longer than its text: %s', (literal) => {
	const slow = inputs.find((input) => {
		const pattern = toPattern(literal);
		const began = performance.now();
		input.replace(pattern, '');
		return performance.now() - began > LIMIT;
	});
	expect(slow?.slice(0, 8)).toBeUndefined();
});
