const { relative, resolve } = require('node:path');
const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** What n8n reads beside the compiled code: icons, codex files, previews of the output. */
const ASSETS = ['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

function assets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));
}

/** n8n loads a file for each node and credential. All of their code is in one bundle: what they share is there once. */
function entryPoints() {
	const toEntryPoint = new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			const [name] = file.basename.split('.');
			const bundle = relative(file.dirname, resolve('nodes/Anesya/index.js'));
			const path = bundle.startsWith('.') ? bundle : `./${bundle}`;
			file.contents = Buffer.from(`exports.${name} = require('${path}').${name};\n`);
			file.extname = '.js';
			done(null, file);
		},
	});
	return src(['nodes/*/*.node.ts', 'credentials/*.ts'], { base: '.' })
		.pipe(toEntryPoint)
		.pipe(dest('dist'));
}

exports.default = parallel(assets, entryPoints);
