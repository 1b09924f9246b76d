import { createHash } from 'node:crypto';

import { facture, invoice, receipt } from '../documents';
import type { Fault } from '../emulator';
import { itemWith, itemWithBytes, mailWith } from './items';
import { useFixture } from './useFixture';

/** Only the delays between the searches are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [50, 100, 200] }));
jest.mock('../../nodes/Anesya/transport/outageLimits', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerTrials(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterThrottling(),
);

const HOURS = 3_600_000;

describe('When the response to an upload is lost', () => {
	const fixture = useFixture();
	const { upload, uploads, ids } = fixture;

	it('finds the extract that Anesya created nevertheless, and pays once', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		const { json, error } = await fixture.run(upload(), [await itemWith(facture)]);
		expect(error).toBeUndefined();
		expect(uploads()).toHaveLength(1);
		expect(json).toMatchObject([
			{ id: ids()[0], document_name: facture.name, workflow: fixture.anesya.workflowId },
		]);
	});

	it('finds it even if Anesya stores its name in a changed form', async () => {
		fixture.anesya.settings.storedName = (name) =>
			name
				.normalize('NFD')
				.replaceAll(' ', '_')
				.replace(/[^-\w.]/g, '');
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		const { json } = await fixture.run(upload(), [await itemWith(facture)]);
		expect(uploads()).toHaveLength(1);
		expect(json).toMatchObject([{ id: ids()[0], document_name: 'Facture_ete_n7__Cafe_Noel.pdf' }]);
	});

	it('sends it again once it is certain that Anesya does not have it', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-before-acceptance' } });
		const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error).toBeUndefined();
		expect(uploads()).toHaveLength(2);
		expect(json).toMatchObject([{ id: ids()[0] }]);
	});

	it.each([408, 500, 502, 504])(
		'also searches before it sends again after HTTP %i',
		async (status) => {
			fixture.anesya.fault({
				documentName: /invoice/,
				fault: { kind: 'response', status, body: '<h1>Sorry</h1>' },
			});
			const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(error).toBeUndefined();
			expect(fixture.anesya.requests.map(({ method }) => method)).toEqual([
				'POST',
				// By name twice, then by what is new.
				'GET',
				'GET',
				'GET',
				'POST',
			]);
			expect(ids()).toHaveLength(1);
		},
	);

	it.each([
		['without Retry-After', {}],
		['with a short Retry-After', { 'Retry-After': '0' }],
	])('finds it after a 503 %s although the list shows it late', async (_case, headers) => {
		// No search but the last one comes later than this.
		fixture.anesya.settings.listLag = 250;
		fixture.anesya.fault({
			documentName: /invoice/,
			fault: { kind: 'changed', change: () => ({ status: 503, headers, body: '' }) },
		});
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(uploads()).toHaveLength(1);
		expect(json).toMatchObject([{ id: ids()[0] }]);
	});

	it.each([
		['without Retry-After', {}],
		['with a short Retry-After', { 'Retry-After': '0' }],
	])(
		'sends it again after a 503 %s, and searches no oftener than twice',
		async (_case, headers) => {
			fixture.anesya.fault({
				documentName: /invoice/,
				fault: { kind: 'response', status: 503, headers },
			});
			const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(json).toMatchObject([{ id: ids()[0] }]);
			expect(fixture.anesya.requests.map(({ method }) => method)).toEqual([
				'POST',
				// By name, then by what is new.
				'GET',
				'GET',
				'POST',
			]);
		},
	);

	it('goes on waiting, and outputs the fields as if nothing had happened', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		const parameters = { ...upload(), operation: 'uploadAndWait' };
		const { json } = await fixture.run(parameters, [
			await itemWith(receipt),
			await itemWith(invoice),
		]);
		expect(json).toMatchObject([receipt.fields, invoice.fields]);
	});

	it('does not mistake an older extract of the same name for it', async () => {
		const old = fixture.anesya.seed({ documentName: invoice.name }, Date.now() - 60_000);
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-before-acceptance' } });
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(uploads()).toHaveLength(2);
		expect(json[0]?.id).not.toBe(old.id);
	});

	it('does not confuse two files of one name in one run', async () => {
		fixture.anesya.fault({
			documentName: /invoice/,
			fault: { kind: 'lost-after-acceptance' },
			times: 1,
		});
		const { json } = await fixture.run(upload(), [
			await itemWith(invoice),
			await itemWith(invoice),
			await itemWith(invoice),
		]);
		expect(uploads()).toHaveLength(3);
		expect(json.map(({ id }) => id).sort()).toEqual(ids().sort());
	});

	it.each([
		['the first', 'lost-after-acceptance', 'lost-before-acceptance'],
		['the second', 'lost-before-acceptance', 'lost-after-acceptance'],
	] as const)(
		'does not confuse two files of one name when both responses are lost, and Anesya accepted %s',
		async (_case, first, second) => {
			const invoices = [Buffer.from('%PDF first'), Buffer.from('%PDF second')];
			fixture.anesya.fault({ documentName: /invoice/, fault: { kind: first } });
			fixture.anesya.fault({ documentName: /invoice/, fault: { kind: second } });
			const { json } = await fixture.run(
				upload(),
				await Promise.all(
					invoices.map(
						async (bytes) => await itemWithBytes(bytes, 'invoice.pdf', 'application/pdf'),
					),
				),
			);
			expect(uploads()).toHaveLength(3);
			const contents = json.map(({ id }) => fixture.anesya.extracts.get(String(id))?.sha256);
			expect(contents).toEqual(
				invoices.map((bytes) => createHash('sha256').update(bytes).digest('hex')),
			);
		},
	);

	it('tells files of one name apart by their content, also if the first request of another may arrive late', async () => {
		fixture.anesya.fault({ documentName: /^invoice/, fault: { kind: 'lost-before-acceptance' } });
		fixture.anesya.fault({ documentName: /^Invoice/, fault: { kind: 'lost-after-acceptance' } });
		const files = ['invoice.pdf', 'Invoice.pdf'].map(
			async (name) => await itemWithBytes(`%PDF ${name}`, name, 'application/pdf'),
		);
		const { json, error } = await fixture.run(upload(), await Promise.all(files));
		expect(error).toBeUndefined();
		expect(json.map(({ document_name }) => document_name)).toEqual(['invoice.pdf', 'Invoice.pdf']);
		expect(uploads()).toHaveLength(3);
		expect(ids()).toHaveLength(2);
	});

	it('uploads files of one name side by side', async () => {
		fixture.anesya.fault({
			method: 'POST',
			fault: { kind: 'delay', milliseconds: 200 },
			times: 20,
		});
		const items = Array.from({ length: 20 }, async () => await itemWith(invoice));
		const started = performance.now();
		await fixture.run(upload({ options: { uploadsAtOnce: 20 } }), await Promise.all(items));
		expect(uploads()).toHaveLength(20);
		expect(performance.now() - started).toBeLessThan(3_000);
	});

	it("tells its own extract from a colleague's of the same name by the content", async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.seed({ documentName: invoice.name });
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([{ id: ids()[1] }]);
		expect(uploads()).toHaveLength(1);
	});

	it('finds a file whose name has quotes and entities, however Anesya stores it', async () => {
		fixture.anesya.settings.storedName = (name) =>
			name.replaceAll("'", '&#39;').replaceAll('&', '&amp;');
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		const item = await itemWithBytes('%PDF', 'Facture "Dupont & Fils" 12.pdf', 'application/pdf');
		const { json } = await fixture.run(upload(), [item]);
		expect(uploads()).toHaveLength(1);
		expect(json).toMatchObject([{ id: ids()[0] }]);
	});

	it('does not confuse two files of one name in two runs at once', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-before-acceptance' } });
		const runs = await Promise.all(
			[1, 2].map(async () => await fixture.run(upload(), [await itemWith(invoice)])),
		);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(runs.map(({ json }) => json[0]?.id).sort()).toEqual(ids().sort());
		expect(ids()).toHaveLength(2);
	});

	it('finds all files of a request together', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		const { json } = await fixture.run(upload({ options: { together: true } }), [
			await mailWith([invoice, receipt]),
		]);
		expect(uploads()).toHaveLength(1);
		expect(json.map(({ document_name }) => document_name).sort()).toEqual([
			invoice.name,
			receipt.name,
		]);
	});

	it('stops and names the candidates if neither name nor content tell which extract is its own', async () => {
		fixture.anesya.fault({
			method: 'GET',
			path: /^\/document\//,
			fault: { kind: 'response', status: 404 },
			times: 99,
		});
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		// Somebody else uploads a file of this name at the same time.
		fixture.anesya.seed({ documentName: invoice.name });
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.message).toBe('It is not clear whether Anesya accepted "invoice.pdf" [item 0]');
		for (const id of ids()) expect(error?.description).toContain(id);
		expect(uploads()).toHaveLength(1);
	});

	it('says so, and sends nothing again, if the list cannot be read either', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'response', status: 403 }, times: 9 });
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.message).toContain('The connection to Anesya was lost');
		expect(error?.description).toContain(
			'may still have accepted "invoice.pdf". It was not sent again',
		);
		expect(uploads()).toHaveLength(1);
	});

	it('does not send a file again after a success that is cut off, and names the extract that it shows, if that cannot be read', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-in-response' } });
		fixture.anesya.settings.listLag = HOURS;
		fixture.anesya.fault({
			path: /^\/extract\/[^/]+\/$/,
			fault: { kind: 'response', status: 404 },
			times: 9,
		});
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.description).toContain(`These extracts could be it: ${ids()[0]}`);
		expect(uploads()).toHaveLength(1);
	});

	it.each<[string, Fault, string, string]>([
		['a cut connection', { kind: 'lost-after-acceptance' }, '(ECONN', ''],
		['a 500', { kind: 'changed', change: () => ({ status: 500 }) }, 'usually temporary.', ''],
		[
			'an empty response',
			{ kind: 'changed', change: () => ({ status: 201 }) },
			'',
			'Anesya sent an empty response: a list of extracts was expected',
		],
		[
			'a response that breaks off',
			{ kind: 'changed', change: () => ({ status: 201, body: '[{"id": "7c9e' }) },
			'',
			'The response of Anesya broke off: a list of extracts was expected',
		],
	])(
		'tells one thing to do after %s, and blames nothing that is right',
		async (_case, fault, cause, message) => {
			fixture.anesya.fault({ documentName: /invoice/, fault });
			fixture.anesya.fault({ method: 'GET', fault: { kind: 'response', status: 403 }, times: 9 });
			const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(error?.message).toContain(message);
			expect(error?.description).toContain('If it is not, upload it again.');
			expect(error?.description).toContain(cause);
			expect(error?.description).not.toMatch(/Try again|Base URL|proxy|the upload failed/);
		},
	);

	it('does not send a file again after a success whose response is not understood', async () => {
		fixture.anesya.fault({
			method: 'POST',
			fault: { kind: 'response', status: 200, body: '<html>Please log in</html>' },
		});
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.message).toContain('a list of extracts was expected');
		expect(uploads()).toHaveLength(1);
	});
});

describe.each([
	['is hours ahead', (now: number) => new Date(now + 3 * HOURS).toUTCString()],
	['is hours behind', (now: number) => new Date(now - 3 * HOURS).toUTCString()],
	['is missing', () => ''],
])('When the date of the responses %s', (_case, dateAt) => {
	const fixture = useFixture({
		faultPlan: () => ({
			kind: 'changed',
			change: (real) => ({ ...real, headers: { ...real.headers, Date: dateAt(Date.now()) } }),
		}),
	});

	const uploadBeside = async (kind: 'lost-after-acceptance' | 'lost-before-acceptance') => {
		const { id } = fixture.anesya.seed({ documentName: invoice.name }, Date.now() - HOURS);
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind } });
		const result = await fixture.run(fixture.upload(), [await itemWith(invoice)]);
		const own = fixture.ids().filter((other) => other !== id);
		return { ...result, id, own };
	};

	it('a lost upload becomes its own extract, not one of the same name', async () => {
		const { json, own } = await uploadBeside('lost-after-acceptance');
		expect(own).toHaveLength(1);
		expect(json).toMatchObject([{ id: own[0] }]);
	});

	it('one that Anesya does not have is left to the user if there is one of the same name', async () => {
		const { error, id, own } = await uploadBeside('lost-before-acceptance');
		expect(own).toHaveLength(0);
		expect(error?.description).toContain(`these extracts could be it: ${id}`);
	});

	it('one without a workflow needs no clock', async () => {
		fixture.anesya.seed({ documentName: invoice.name, workflow: null }, Date.now() - HOURS);
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-before-acceptance' } });
		const parameters = { operation: 'uploadWithoutWorkflow', server: 'FR-1' };
		const { json, error } = await fixture.run(parameters, [await itemWith(invoice)]);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(fixture.anesya.extracts.size).toBe(2);
	});
});
