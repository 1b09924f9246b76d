import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { getExtract } from '../../../nodes/Anesya/api/getExtract';
import { listStatuses } from '../../../nodes/Anesya/waiting/listStatuses';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import { OUTPUT } from '../results/outputSettings';
import { apiWith, responseWith } from '../transport/responses';
import { virtualPorts } from './virtualPorts';

const DOCUMENTS = 500;
const ids = Array.from({ length: DOCUMENTS }, (_, index) => `extract-${index}`);
/** As long as the text of a book's chapter. */
const TEXT = 100_000;

/** Another text for each: a shared one would take no memory. */
const extractOf = (id: string) => ({
	id,
	status: 'FINISHED',
	document_name: `${id}.pdf`,
	extracted_data: { Number: id },
	content: id.padEnd(TEXT, 'text '),
});

const api = apiWith(async ({ path, query }) => {
	const [, id = ''] = /^\/extract\/(.+)\/$/.exec(path) ?? [];
	if (id !== '') return responseWith(extractOf(id));
	const from = (Number(query?.page) - 1) * 50;
	const results = ids.slice(from, from + 50).map(extractOf);
	return responseWith({ count: DOCUMENTS, next: null, results });
});

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function heapUsed(): number {
	if (typeof collectGarbage === 'function') collectGarbage();
	return process.memoryUsage().heapUsed;
}

it.each([
	['single reads', undefined],
	['lists', 'w'],
])(
	'extracts with 100 KB of text each take a few KB in the end: by %s',
	async (_case, workflow) => {
		const ports = virtualPorts({ read: () => ({}) });
		const waitFor = createWaitLoop({
			...ports,
			read: async (id) => await getExtract(api, id),
			readList: async (...lookup) => await listStatuses(api, ...lookup),
		});
		const limits = { timeout: 900_000, firstCheckAfter: 0 };
		const before = heapUsed();
		const results = await Promise.all(
			ids.map(async (id) => await waitFor({ id, workflow, output: OUTPUT }, limits)),
		);
		const grown = (heapUsed() - before) / 1_000_000;
		expect(results.every(({ extract }) => extract?.status === 'FINISHED')).toBe(true);
		expect(grown).toBeLessThan(5);
		// The loop is still there, with whatever it keeps.
		expect(typeof waitFor).toBe('function');
	},
	60_000,
);
