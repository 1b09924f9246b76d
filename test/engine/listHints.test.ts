import { isRecord } from '../../nodes/Anesya/guards/json';
import type { EmulatorResponse } from '../emulator';
import { DEFAULT_SCHEMA_ID } from '../emulator';
import { numberedItems as items } from './items';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

const TOTAL = { Total: 1 };
let data: object = TOTAL;
beforeEach(() => (data = TOTAL));
const fixture = useFixture({ read: async () => ({ content: 'Text', data }) });

const LIST = /^\/extract\/$/;
const SINGLE = /^\/extract\/.+\/$/;
const requests = (path: RegExp) =>
	fixture.anesya.requests.filter((one) => one.method === 'GET' && path.test(one.path));
const parameters = (options = {}) =>
	fixture.upload({ operation: 'uploadAndWait', options: { uploadsAtOnce: 20, ...options } });
/** The same answer, with each extract in it changed. */
const changed =
	(change: (extract: object) => unknown) =>
	(answer: EmulatorResponse): EmulatorResponse => {
		const { body } = answer;
		if (Array.isArray(body)) return { ...answer, body: body.map(change) };
		const rows = isRecord(body) ? body.results : undefined;
		return Array.isArray(rows)
			? { ...answer, body: { ...Object(body), results: rows.map(change) } }
			: answer;
	};

describe('A list whose rows go on saying IN_PROGRESS', () => {
	beforeEach(() => {
		const stale = (row: object) => ({ ...row, status: 'IN_PROGRESS', extracted_data: null });
		const fault = { kind: 'changed', change: changed(stale) } as const;
		fixture.anesya.fault({ method: 'GET', path: LIST, times: Infinity, fault });
	});

	it('does not make two finished documents "not finished"', async () => {
		const { json, error } = await fixture.run(parameters({ timeout: 0.1 }), await items(2));
		expect(error).toBeUndefined();
		expect(json).toEqual([{ Total: 1 }, { Total: 1 }]);
		expect(requests(LIST).length).toBeGreaterThan(0);
		expect(requests(SINGLE)).toHaveLength(2);
	});
});

it('Responses that leave out the workflow cost no more: that of the upload is used', async () => {
	const bare = (extract: object) => ({ ...extract, workflow: undefined });
	const fault = { kind: 'changed', change: changed(bare) } as const;
	fixture.anesya.fault({ method: 'POST', times: Infinity, fault });
	const { json, error } = await fixture.run(parameters(), await items(20));
	expect(error).toBeUndefined();
	expect(json).toHaveLength(20);
	expect(requests(LIST).length).toBeGreaterThan(0);
	expect(requests(SINGLE).length).toBeLessThan(10);
});

it.each([
	['the details', { options: { interval: 1, uploadsAtOnce: 20, withDetails: true } }],
	['the whole extract', { output: 'extract' }],
	['rows, which n8n would take for failed items', { output: 'rows' }],
])('Rows of a list that leave fields out do not make %s leave them out', async (_what, more) => {
	data = { Lines: [{ error: 'E17' }] };
	const lean = (row: object) => {
		const { id, status, document_name, extracted_data } = Object(row);
		return { id, status, document_name, extracted_data, schema: { name: 'Invoice' } };
	};
	const fault = { kind: 'changed', change: changed(lean) } as const;
	fixture.anesya.fault({ method: 'GET', path: LIST, times: Infinity, fault });
	const { json, error } = await fixture.run({ ...parameters(), ...more }, await items(3));
	expect(error).toBeUndefined();
	expect(requests(LIST).length).toBeGreaterThan(0);
	for (const item of json) {
		const extract = item._extract ?? item;
		expect(extract).toMatchObject({ credit_used: 3, workflow: fixture.anesya.workflowId });
		if (item.id !== undefined) expect(item).toMatchObject({ schema: DEFAULT_SCHEMA_ID });
	}
});
