const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** What n8n reads beside the compiled code: icons, codex files, previews of the output. */
const ASSETS = ['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

function assets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));
}

/** n8n loads a file for each node. All of their code is in one bundle: what they share is there once. */
function entryPoints() {
	const toEntryPoint = new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			const node = file.basename.replace('.node.ts', '');
			file.contents = Buffer.from(`exports.${node} = require('./index.js').${node};\n`);
			file.extname = '.js';
			done(null, file);
		},
	});
	return src('nodes/*/*.node.ts', { base: '.' }).pipe(toEntryPoint).pipe(dest('dist'));
}

exports.default = parallel(assets, entryPoints);
