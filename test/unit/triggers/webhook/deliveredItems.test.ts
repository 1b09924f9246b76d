import type { Extract } from '../../../../nodes/Anesya/api/extract';
import { deliveredItems } from '../../../../nodes/Anesya/triggers/webhook/deliveredItems';
import type { WebhookEvent } from '../../../../nodes/Anesya/triggers/webhook/delivery';
import { isReply } from '../../../../nodes/Anesya/triggers/webhook/reply';

const output = { mode: 'extractedData' as const, tableField: '', withDetails: false };
const finished: Extract = {
	id: '1',
	status: 'FINISHED',
	document_name: 'a.pdf',
	extracted_data: { total: 5 },
};
const failed: Extract = {
	id: '2',
	status: 'ERROR',
	document_name: 'b.pdf',
	extraction_step: 'OCR',
};
const summary = { id: '2', status: 'ERROR', document_name: 'b.pdf', extraction_step: 'OCR' };

const warn = jest.fn<unknown, [string]>();
const context = { getNode: () => ({ name: 'Anesya Trigger' }), logger: { warn } };
beforeEach(() => warn.mockReset());

const delivered = (
	event: WebhookEvent,
	data: object | undefined,
	...extracts: Array<Extract | undefined>
) => {
	const fetched = extracts.map((extract, index) => ({
		entry: { name: String(index + 1), raw: data },
		extract,
	}));
	const delivery = { event, entries: [], body: { event, data }, size: 0 };
	return deliveredItems(delivery, fetched, output, context);
};
const itemsOf = (...args: Parameters<typeof delivered>) => {
	const result = delivered(...args);
	return isReply(result) ? result : result.items;
};

describe('The items of a delivery', () => {
	it('are the result of an extract as Anesya returns it, not as the call says', () => {
		expect(itemsOf('extract.completed', { extracted_data: 'forged' }, finished)).toEqual([
			{ total: 5 },
		]);
	});

	it('have no hints, so n8n’s log tells what is unusual about them', () => {
		itemsOf('extract.completed', {}, finished);
		expect(warn).not.toHaveBeenCalled();
		itemsOf('extract.completed', {}, { ...finished, extracted_data: {} });
		expect(warn).toHaveBeenCalledWith(
			'Anesya Trigger: No data was extracted from "a.pdf". The ID of the extract is 1.',
		);
	});

	it('name the document that failed', () => {
		expect(itemsOf('extract.failed', {}, failed)).toEqual([summary]);
	});

	it('have the details of one that failed, too, beside its own fields', () => {
		const fetched = [{ entry: { name: '2', raw: {} }, extract: failed }];
		const delivery = { event: 'extract.failed' as const, entries: [], body: {}, size: 0 };
		const result = deliveredItems(delivery, fetched, { ...output, withDetails: true }, context);
		expect(result).toMatchObject({
			items: [{ ...summary, _extract: { id: '2', status: 'ERROR', document_name: 'b.pdf' } }],
		});
	});

	it.each([
		['extract.completed', failed],
		['extract.failed', finished],
	] as const)('are refused for %s if Anesya says otherwise', (event, extract) => {
		expect(itemsOf(event, {}, extract)).toMatchObject({ status: 409 });
	});

	it('are refused for an extract that Anesya does not know', () => {
		expect(itemsOf('extract.completed', {}, undefined)).toMatchObject({ status: 404 });
		expect(itemsOf('workflow.completed', { document_name: 'forged.pdf' }, undefined)).toMatchObject(
			{ status: 404 },
		);
	});

	it('leave out what cannot start the workflow, and say why, with its ID', () => {
		const keys = ['workflow.completed 1', 'workflow.completed 3'];
		const data = { document_name: 'a.pdf' };
		const result = delivered('workflow.completed', data, finished, undefined, failed);
		expect(result).toMatchObject({
			items: [{ total: 5 }, summary],
			keys,
			missing: { status: 404, message: expect.stringContaining('2 (Anesya does not know') },
		});
		expect(delivered('workflow.completed', data, finished)).toMatchObject({ missing: undefined });
	});

	it('hold nothing but the event and ids if nothing could be fetched', () => {
		expect(itemsOf('workflow.completed', undefined, undefined)).toEqual([
			{ event: 'workflow.completed', data: { id: '1' } },
		]);
		expect(itemsOf('workflow.failed', { session: 5, total: 99 }, undefined)).toEqual([
			{ event: 'workflow.failed', data: { session: 5 } },
		]);
	});
});
