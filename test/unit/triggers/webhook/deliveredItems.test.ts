import type { Extract } from '../../../../nodes/Anesya/api/extract';
import { deliveredItems } from '../../../../nodes/Anesya/triggers/webhook/deliveredItems';
import { isReply } from '../../../../nodes/Anesya/triggers/webhook/reply';
import type { WebhookEvent } from '../../../../nodes/Anesya/triggers/webhook/delivery';

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

const delivered = (
	event: WebhookEvent,
	data: object | undefined,
	...extracts: Array<Extract | undefined>
) => {
	const fetched = extracts.map((extract, index) => ({
		part: { name: String(index + 1), given: data },
		extract,
	}));
	return deliveredItems({ event, parts: [], body: { event, data } }, fetched, output);
};
const itemsOf = (...args: Parameters<typeof delivered>) => {
	const given = delivered(...args);
	return isReply(given) ? given : given.items;
};

describe('the items of a delivery', () => {
	it('are the result of an extract as Anesya gave it, not as the call says', () => {
		expect(itemsOf('extract.completed', { extracted_data: 'forged' }, finished)).toEqual([
			{ total: 5 },
		]);
	});

	it('say which document failed', () => {
		expect(itemsOf('extract.failed', {}, failed)).toEqual([summary]);
	});

	it.each([
		['extract.completed', failed],
		['extract.failed', finished],
	] as const)('are none when %s is not what Anesya says', (event, extract) => {
		expect(itemsOf(event, {}, extract)).toMatchObject({ status: 409 });
	});

	it('are none for an extract that Anesya does not know', () => {
		expect(itemsOf('extract.completed', {}, undefined)).toMatchObject({ status: 404 });
		expect(itemsOf('workflow.completed', { document_name: 'forged.pdf' }, undefined)).toMatchObject(
			{ status: 404 },
		);
	});

	it('are those of the extracts that Anesya knows, of several', () => {
		expect(
			itemsOf('workflow.completed', { document_name: 'a.pdf' }, finished, undefined, failed),
		).toEqual([{ total: 5 }, summary]);
	});

	it('are noted, and no part that Anesya does not know', () => {
		const keys = ['workflow.completed 1', 'workflow.completed 3'];
		expect(
			delivered('workflow.completed', { document_name: 'a.pdf' }, finished, undefined, failed),
		).toMatchObject({ keys, isAll: false });
		expect(delivered('workflow.completed', { document_name: 'a.pdf' }, finished)).toMatchObject({
			isAll: true,
		});
	});

	it('hand on what a workflow reports and cannot be fetched', () => {
		expect(itemsOf('workflow.completed', undefined, undefined)).toEqual([
			{ event: 'workflow.completed', data: undefined },
		]);
		expect(itemsOf('workflow.failed', { session: 5 }, undefined)).toEqual([
			{ event: 'workflow.failed', data: { session: 5 } },
		]);
	});

	it('tell what is known of an extract that has not ended when its workflow did', () => {
		const pending = { id: '3', status: 'IN_PROGRESS', document_name: 'c.pdf' };
		expect(itemsOf('workflow.failed', {}, pending)).toEqual([
			{ ...pending, extraction_step: undefined },
		]);
	});
});
