import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeParameters } from 'n8n-workflow';

import { deliver } from '../emulator';
import type { Fixture } from '../engine/fixture';
import { nodeWith, openFixture } from '../engine/fixture';
import { storeBytes } from '../engine/harness/files';
import { byId, itemWithBytes } from '../engine/items';

/** What n8n's editor or a log could take for something else than the name of a document. */
const NAMES: Array<[what: string, name: string]> = [
	['a line of its own', 'a.pdf\r\n2026-11-30 | error | forged'],
	['tags', '<a style="background:url(https://evil.example)" href="https://evil.example">a</a>.pdf'],
	['marks that turn the direction', 'invoice\u202efdp.exe'],
	['a separator, and no end', `[a](javascript:alert(1))\u2028${'x'.repeat(2_000_000)}`],
];

/** Fields that programs look for in any object. */
const FIELDS = '{"__proto__":{"a":1},"constructor":1,"toString":2,"hasOwnProperty":3,"then":4}';

describe('Whoever names documents and fields', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const run = async (parameters: INodeParameters) => await fixture.run(parameters, [{ json: {} }]);
	const expectPlain = (text: string) => {
		expect(text).not.toMatch(/[\r\n<\u2028\u202e]/);
		expect(text.length).toBeLessThan(2_000);
	};

	it.each(NAMES)('cannot have an error show anything but text: %s', async (_what, name) => {
		const { id } = fixture.anesya.seed({ documentName: name, failsAt: name });
		for (const operation of ['wait', 'download']) {
			const { error } = await run({ operation, extractId: byId(id) });
			expect(error?.message).toContain('"');
			expectPlain(`${error?.message} ${error?.description}`);
		}
	});

	it.each(NAMES)('cannot have hints show anything but text: %s', async (_what, name) => {
		const { id } = fixture.anesya.seed({ documentName: name, data: null });
		const { hints } = await run({ operation: 'get', extractId: byId(id) });
		expect(hints).toHaveLength(1);
		expectPlain(hints.join());
	});

	it.each(NAMES)('cannot disguise an entry of the lists in the editor: %s', async (_what, name) => {
		const { anesya, engine } = fixture;
		anesya.seed({ documentName: name });
		anesya.createSchema({ name, description: '', additional_informations: null, schema: {} });
		for (const method of ['searchWorkflows', 'searchExtracts', 'searchSchemas']) {
			const { results } = await engine.search(nodeWith({ operation: 'get' }), { method });
			// n8n shows these as text.
			for (const entry of results) expectPlain(entry.name.replaceAll('<', ''));
		}
	});

	it.each(NAMES)('cannot word a refusal of Anesya so: %s', async (_what, detail) => {
		const body = JSON.stringify({ detail });
		fixture.anesya.fault({ path: /./, fault: { kind: 'response', status: 400, body } });
		const { error } = await run({ operation: 'get', extractId: byId(crypto.randomUUID()) });
		expect(error?.description).toContain('Anesya says');
		expectPlain(`${error?.message} ${error?.description}`);
	});

	it.each(NAMES)("cannot forge a line of n8n's log: %s", async (_what, name) => {
		const { anesya, engine } = fixture;
		const logged = jest.spyOn(Container.get(Logger), 'error');
		const parameters = { events: ['workflow.completed'], output: 'rows', tableField: 'rows' };
		const server = await engine.listen(nodeWith(parameters, {}, 'anesyaTrigger'));
		const good = anesya.seed({ data: { rows: [{ a: 1 }] } });
		const bad = anesya.seed({ documentName: name, data: { a: 1 } });
		const data = [good, bad].map(({ id }) => ({ id }));
		await deliver(server.url, { event: 'workflow.completed', data });
		await server.close();
		const lines = logged.mock.calls.map(([line]) => String(line));
		logged.mockRestore();
		expect(lines).toEqual([expect.stringContaining(bad.id)]);
		for (const line of lines) expectPlain(line.replaceAll('<', ''));
	});

	it.each([
		['a path', 'C:\\mail\\notes.txt', 'C:\\mail\\notes.txt'],
		['a tag that ends', '<b>bold</b>.txt', '&lt;b&gt;bold&lt;/b&gt;.txt'],
	])('cannot hide what a file that is not sent is called, with %s', async (_what, name, shown) => {
		const binary = {
			text: await storeBytes(Buffer.from('hello'), name, 'text/plain'),
			pdf: await storeBytes(Buffer.from('%PDF'), 'a.pdf', 'application/pdf'),
		};
		const workflow = byId(fixture.anesya.workflowId);
		const { hints } = await fixture.run({ operation: 'upload', workflow }, [{ json: {}, binary }]);
		expect(hints.join()).toContain(`"${shown}" in the field text`);
	});

	it('cannot change what objects inherit, or end n8n, by the names of fields', async () => {
		const data: unknown = JSON.parse(FIELDS);
		const { id } = fixture.anesya.seed({ data: { ...Object(data), rows: [data, data] } });
		for (const output of ['extractedData', 'rows', 'extract']) {
			const { json, error } = await run({ operation: 'wait', extractId: byId(id), output });
			expect([error, json.length]).toEqual([undefined, output === 'rows' ? 2 : 1]);
			expect(JSON.stringify(json)).toContain('"hasOwnProperty":3');
			expect(JSON.stringify(json)).not.toContain('__proto__');
		}
		expect(Object.keys(Object.prototype)).toEqual([]);
	});

	it('cannot end a header or a part of an upload', async () => {
		const name = 'a"\r\nContent-Type: text/html\r\n\r\n--x\u2028.pdf';
		const item = await itemWithBytes('%PDF', name, 'text/html\r\nX-Evil: 1');
		const workflow = byId(fixture.anesya.workflowId);
		await fixture.run({ operation: 'upload', workflow }, [item]);
		const [upload] = fixture.anesya.requests.filter(({ method }) => method === 'POST');
		expect(upload?.parts).toHaveLength(1);
		expect(upload?.documents).toMatchObject([
			{ partName: 'extracts[0][document]', contentType: 'application/pdf', size: 4 },
		]);
	});
});
