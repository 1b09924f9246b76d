const { availableParallelism } = require('node:os');
const path = require('node:path');

const project = (name, folder, extra = {}) => ({
	displayName: name,
	rootDir: path.join(__dirname, '..'),
	testEnvironment: 'jest-environment-node-single-context',
	testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
	modulePathIgnorePatterns: ['<rootDir>/artefacts/', '<rootDir>/dist/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs', ignoreDynamic: true },
			},
		],
		'/node_modules/': '<rootDir>/test/nativePackages.js',
	},
	transformIgnorePatterns: ['/node_modules/@?jest'],
	...extra,
});

/** What runs on n8n's engine: the page that pins the contract with Anesya is one of them. */
const onEngine = {
	testMatch: [
		'<rootDir>/test/contract.test.ts',
		'<rootDir>/test/engine/**/*.test.ts',
		'<rootDir>/test/security/*.test.ts',
	],
	// n8n reads its settings while its modules load.
	setupFiles: ['<rootDir>/test/engine/harness/environment.ts'],
};

/** n8n's 1.12x line, installed beside the newest one under an alias. */
const onVersion1 = {
	moduleNameMapper: {
		'^n8n-workflow$': '<rootDir>/node_modules/n8n-core-v1/node_modules/n8n-workflow',
		'^n8n-core$': '<rootDir>/node_modules/n8n-core-v1',
		'^n8n-core/(.*)$': '<rootDir>/node_modules/n8n-core-v1/$1',
		'^@n8n/di$': '<rootDir>/node_modules/n8n-core-v1/node_modules/@n8n/di',
		'^@n8n/backend-common$': '<rootDir>/node_modules/n8n-core-v1/node_modules/@n8n/backend-common',
	},
};

module.exports = {
	projects: [
		project('unit', 'unit', { setupFiles: ['<rootDir>/test/unit/setup.ts'] }),
		project('emulator', 'emulator'),
		project('engine 2.41', 'engine', onEngine),
		project('engine 1.12x', 'engine', { ...onEngine, ...onVersion1 }),
		project('chaos', 'chaos'),
	],
	testTimeout: 60_000,
	// Tests wait for some two thirds of their time, so some more workers than cores keep these busy. With many
	// more, tests that measure time would meet a machine that is too slow.
	maxWorkers: availableParallelism() + 4,
	// For `npm run coverage` alone: the tests themselves run without it.
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: [['text', { skipFull: true }], 'text-summary'],
};
