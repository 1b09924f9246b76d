/**
 * Has Node itself load what comes from node_modules, once for each worker. Jest would load it anew for
 * each test file, and for n8n's engine that takes longer than most test files. Tests and packages must
 * share one context for it: an `Error` of one would not be an `Error` for the other.
 */
module.exports = {
	process: (_source, path) => {
		const file = JSON.stringify(path);
		return {
			code: `module.exports = process.getBuiltinModule('module').createRequire(${file})(${file});`,
		};
	},
};
