import type { INodeExecutionData } from 'n8n-workflow';

import { damaged, invoice, receipt } from '../documents';
import { resultOf } from './fixture';
import { byId, itemWith, itemWithBytes, mailWith } from './items';
import { useFixture } from './useFixture';

/** Only an outage, and the time between the searches for a lost upload, is shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/outageLimits', () => {
	const { shortened } = jest.requireActual<typeof import('./faster')>('./faster');
	return shortened(jest.requireActual('../../nodes/Anesya/transport/outageLimits'), 30);
});
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterThrottling(),
);

describe('When Anesya refuses an upload', () => {
	const fixture = useFixture();
	const { upload, uploads } = fixture;

	it.each([
		[301, 'Anesya answered with a redirect', 'Enter the final address as the Base URL'],
		[400, 'Anesya did not accept the request', 'Check the workflow and the file'],
		[401, 'Anesya did not accept the token', 'Create a new one'],
		[403, 'possibly not by Anesya but by a proxy', 'whether a proxy or firewall blocks'],
		[404, 'Anesya does not know this ID', 'Check the ID'],
		[405, 'Anesya does not allow this request', 'Check the Base URL'],
		[407, 'The proxy between n8n and Anesya asks for a login', 'proxy settings of n8n'],
		[413, 'The file is too large', 'Make the file smaller'],
		[415, 'does not accept this type of file', 'Send a PDF, PNG or JPG'],
	])(
		'status %i has a text of its own with a next step, and is not tried again',
		async (status, message, step) => {
			const headers = { 'Content-Type': 'text/html', Location: 'http://127.0.0.1:1/elsewhere/' };
			fixture.anesya.fault({
				method: 'POST',
				fault: { kind: 'response', status, headers, body: '<h1>Nope</h1>' },
			});
			const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(error?.message).toContain(message);
			// Only what is wrong is named: a text about an ID would seem to call the file by its name.
			const isAboutFile = [400, 413, 415].includes(status);
			const cause = isAboutFile ? '"invoice.pdf"' : status === 404 ? fixture.anesya.workflowId : '';
			expect(error?.message).toContain(`${cause} [item 0]`);
			expect(error?.message?.includes('invoice.pdf')).toBe(isAboutFile);
			expect(error?.description).toContain(step);
			expect(error?.httpCode).toBe(String(status));
			expect(uploads()).toHaveLength(1);
		},
	);

	it('says that the credits are used up if Anesya itself refuses with 403', async () => {
		fixture.anesya.settings.credits = 0;
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.message).toContain('most likely because the credits are used up (HTTP 403)');
		expect(error?.description).toContain('Anesya says: Insufficient credits. Check the credits');
	});

	it('says what Anesya itself says', async () => {
		const { error } = await fixture.run(
			upload({ workflow: byId('0f8fad5b-d9cb-469f-a165-70867728950e') }),
			[await itemWith(invoice)],
		);
		expect(error?.description).toContain('Anesya says: No Workflow matches the given query.');
		const other = await fixture.run(upload({ options: { anyType: true } }), [
			await itemWithBytes('hello', 'note.txt', 'text/plain'),
		]);
		expect(other.error?.description).toContain('document: File extension “txt” is not allowed');
	});

	it.each([429, 503])(
		'it waits and tries again after %i, since nothing was taken',
		async (status) => {
			fixture.anesya.fault({
				method: 'POST',
				fault: { kind: 'response', status, headers: { 'Retry-After': '0' } },
			});
			const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(error).toBeUndefined();
			expect(json).toHaveLength(1);
			expect(uploads().map((request) => request.status)).toEqual([status, 201]);
			expect(uploads()[0]?.at).toBeLessThanOrEqual(uploads()[1]?.at ?? 0);
		},
	);

	it.each([
		['no JSON', '<html>Please log in</html>'],
		['no list', '{"ok": true}'],
		['an empty list', '[]'],
	])('an answer that is %s is not taken for a success', async (_case, body) => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'response', status: 200, body } });
		const { error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(error?.message).toContain(
			'a response that this node does not understand: a list of extracts was expected',
		);
		expect(uploads()).toHaveLength(1);
	});

	it('one failed document does not end the others, and the error tells which are at Anesya', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const { error } = await fixture.run(upload(), [
			await itemWith(receipt),
			await itemWith(invoice),
		]);
		const [created] = [...fixture.anesya.extracts.values()];
		expect(error?.message).toContain('The file is too large for Anesya');
		expect(error?.description).toContain(`invoice.pdf (${created?.id})`);
	});

	it('goes to the error output with what is known about the document, including its file', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const result = await fixture.run(upload(), [await mailWith([receipt, invoice])], {
			onError: 'continueErrorOutput',
		});
		expect(result.json).toMatchObject([{ document_name: invoice.name }]);
		expect(result.failed).toMatchObject([
			{
				json: {
					subject: 'Your documents',
					error: { document_name: receipt.name, message: expect.stringContaining('too large') },
				},
			},
		]);
		expect(Object.keys(result.failed[0]?.binary ?? {})).toEqual(['attachment_0']);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'a failed item keeps the fields of its input item, with %s',
		async (onError) => {
			fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
			const { binary } = await itemWith(receipt);
			const fields = { customer: 'ACME', error: 'an older one' };
			const { items, failed } = await fixture.run(upload(), [{ json: fields, binary }], {
				onError,
			});
			const [item] = [...items, ...failed];
			const error = { document_name: receipt.name };
			expect(item).toMatchObject({ json: { customer: 'ACME', error }, binary: { data: {} } });
		},
	);

	it.each([
		[null, {}],
		[null, { binaryMode: 'combined' }],
		[{ data: null }, {}],
	] as const)(
		'has no files if the item says %j where its files are (settings %j), and the others go on',
		async (binary, workflow) => {
			const odd: INodeExecutionData = JSON.parse(JSON.stringify({ json: { line: 1 }, binary }));
			const result = await fixture.run(upload(), [odd, await itemWith(invoice)], {
				onError: 'continueErrorOutput',
				workflow,
			});
			expect(result.error).toBeUndefined();
			expect(result.json).toMatchObject([{ document_name: invoice.name }]);
			expect(result.failed).toMatchObject([
				{ json: { line: 1, error: { message: 'There is no file on this item' } } },
			]);
		},
	);

	it('does not offer to collect a document that ended in ERROR', async () => {
		const { error } = await fixture.run(upload({ operation: 'uploadAndWait' }), [
			await itemWith(damaged),
		]);
		expect(error?.message).toBe(`Anesya could not extract "${damaged.name}" [item 0]`);
		expect(error?.description).not.toContain('no cost');
		const both = await fixture.run(upload({ operation: 'uploadAndWait' }), [
			await itemWith(damaged),
			await itemWith(invoice),
		]);
		const [, offered = ''] = both.error?.description.split('at no cost: ') ?? [];
		expect(offered).toMatch(
			/^invoice\.pdf \([0-9a-f-]{36}\)\. To have the others continue, choose /,
		);
	});

	it.each([true, false])(
		'a failed item costs no other its result, whether n8n can look up its input item: %s',
		async (canLookUp) => {
			const fault = { kind: 'response', status: 413 } as const;
			fixture.anesya.fault({ documentName: /receipt/, fault });
			const items = [await itemWith(receipt), await itemWith(invoice)];
			const { json, failed } = await fixture.run(upload(), items, {
				onError: 'continueErrorOutput',
				recordedInput: canLookUp ? items : [],
			});
			expect(json).toMatchObject([{ document_name: invoice.name }]);
			expect(failed).toMatchObject([{ json: { error: { document_name: receipt.name } } }]);
			expect(failed[0]?.pairedItem).toEqual(canLookUp ? { item: 0 } : undefined);
		},
	);

	it('a stop during an upload ends it at once', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'hang' } });
		const execution = fixture.start(upload(), [await itemWith(invoice)]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const stopped = performance.now();
		execution.cancel();
		const { run } = resultOf(await execution.finished);
		expect(run.status).toBe('canceled');
		expect(performance.now() - stopped).toBeLessThan(1_500);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(uploads()).toMatchObject([{ aborted: true }]);
	});
});
