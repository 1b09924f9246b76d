import fc from 'fast-check';

import { anyJson } from '../unit/anyJson';

/** What parsers look for, among anything else. */
const piece = fc.oneof(
	fc.constantFrom(
		...[
			'"',
			"'",
			'\\',
			'\\"',
			'\\u005f',
			'__proto__',
			'NaN',
			'-Infinity',
			'1e999',
			'9007199254740993',
		],
		...[
			'0.1000000000000000055',
			'{',
			'}',
			'[',
			']',
			':',
			',',
			' ',
			'\n',
			'\0',
			'\ufeff',
			'\ud800',
			'é',
		],
		...[
			'%',
			'%2',
			'%C3%A9',
			'=?utf-8?Q?a?=',
			'=?',
			'?=',
			'&amp;',
			'&#x41;',
			'<img src=x>',
			'../',
			'/',
		],
		...[
			'filename*=',
			"UTF-8''",
			'filename="',
			';',
			'?',
			'#',
			'@',
			'//',
			'https:',
			'http://',
			'data:',
		],
		...[
			'api.anesya.app',
			'localhost',
			'127.0.0.1',
			':443',
			';base64,',
			'<<',
			'>>',
			'/Encrypt',
			'startxref',
		],
		...[
			'dac926a0-d0f9-47f0-9678-bb9a562475af',
			'extract.completed',
			'Sun, 06 Nov 1994 08:49:37 GMT',
		],
	),
	fc.string({ maxLength: 6, unit: 'binary' }),
	fc.nat().map(String),
);

/** Texts made of these pieces. */
export const oddText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

export const anyText = fc.oneof(oddText, fc.string({ unit: 'binary' }), fc.string());

export const anyUrl = fc.oneof(
	oddText,
	fc.webUrl({ withFragments: true, withQueryParameters: true }),
	fc.tuple(fc.webUrl(), oddText).map(([url, rest]) => `${url}${rest}`),
	fc
		.tuple(fc.constantFrom('https://', '//', 'http:\\\\', '/'), oddText)
		.map(([start, rest]) => start + rest),
);

/** JSON, and what is nearly JSON: a piece of it is replaced. */
export const jsonText = fc.oneof(
	anyText,
	anyJson.map((json) => JSON.stringify(json)),
	fc.tuple(anyJson, fc.nat(200), fc.nat(3), piece).map(([json, at, length, odd]) => {
		const whole = JSON.stringify(json);
		const start = at % (whole.length + 1);
		return whole.slice(0, start) + odd + whole.slice(start + length);
	}),
);

const header = fc.constantFrom(
	...['%PDF-1.7\n', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', '\xff\xd8\xff\xe0\0\x10JFIF', 'PK\x03\x04'],
	...[
		'/Encrypt <</Filter/Standard/V 2/R 3/P -4/O(',
		'trailer<</ID[<00>',
		'startxref\n',
		'\xff\xc0\0\x11',
	],
	'',
);

/** The beginning of a file of some kind, and anything after it. */
export const anyBytes = fc
	.tuple(header, fc.uint8Array({ maxLength: 60 }), header, fc.uint8Array({ maxLength: 60 }))
	.map(([one, middle, other, end]) =>
		Buffer.concat([Buffer.from(one, 'latin1'), middle, Buffer.from(other, 'latin1'), end]),
	);
