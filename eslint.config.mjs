import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import typescript from 'typescript-eslint';

const { community, credentials, nodes } = n8nNodesBase.configs;

/** The rules that n8n itself switches off: they contradict its current node format. */
const OUTDATED = [
	'cred-class-field-documentation-url-miscased',
	'cred-class-field-type-options-password-missing',
	'node-class-description-inputs-wrong-regular-node',
	'node-class-description-outputs-wrong',
	'node-param-type-options-max-value-present',
];

const without = (rules) =>
	Object.fromEntries(
		Object.entries(rules).filter(
			([name]) => !OUTDATED.includes(name.replace('n8n-nodes-base/', '')),
		),
	);

const n8nBase = (files, rules) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: without(rules),
});

/** @param max lines of code: a file that outgrows them holds more than one concept */
const maxLines = (max) => ({
	'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }],
});

export default typescript.config(
	{ ignores: ['dist/**', 'coverage/**', 'artefacts/**'] },
	{ linterOptions: { noInlineConfig: true } },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		languageOptions: { parser: typescript.parser },
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		languageOptions: {
			parser: typescript.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	n8nBase(['package.json'], community.rules),
	n8nBase(['credentials/**/*.ts'], credentials.rules),
	n8nBase(['nodes/**/*.ts'], nodes.rules),
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'test/**/*.ts'],
		extends: [typescript.configs.recommended],
		plugins: { 'simple-import-sort': simpleImportSort },
		rules: {
			// What is imported for its effects comes first; then packages, parents, siblings.
			'simple-import-sort/imports': [
				'error',
				{ groups: [['^\\u0000'], ['^node:', '^@?\\w'], ['^\\.\\.', '^\\.']] },
			],
			'simple-import-sort/exports': 'error',
			// An editor may write the place of a package instead of its name.
			'no-restricted-imports': ['error', { patterns: ['**/node_modules/**'] }],
		},
	},
	{ files: ['nodes/**/*.ts', 'credentials/**/*.ts'], rules: maxLines(130) },
	{ files: ['test/**/*.ts'], rules: maxLines(140) },
	{ files: ['test/**/*.test.ts'], rules: maxLines(400) },
);
