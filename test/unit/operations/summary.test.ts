import type { WorkflowExecuteMode } from 'n8n-workflow';

import { createSummary } from '../../../nodes/Anesya/operations/summary';
import { nodeWith } from './node';

describe('The summary of a run', () => {
	let runs = 0;
	const summary = ({ mode = 'manual' as WorkflowExecuteMode, type = 'anesya', id = '' } = {}) => {
		let time = 0;
		const nodeId = id === '' ? String((runs += 1)) : id;
		const context = {
			getMode: () => mode,
			getNode: () => ({ ...nodeWith(), id: nodeId, type }),
			getWorkflow: () => ({ id: 'w', name: 'W', active: false }),
		};
		const created = createSummary(context, () => time);
		let extracts = 0;
		return {
			...created,
			wait: (seconds: number) => void (time += seconds * 1_000),
			finish: (credit_used?: number) =>
				created.add(
					{
						id: String((extracts += 1)),
						status: 'FINISHED',
						extracted_data: {},
						...(credit_used !== undefined && { credit_used }),
					},
					true,
				),
		};
	};

	it('has the documents, the time and the credits', () => {
		const { finish, wait, text } = summary();
		expect(text()).toBe('');
		finish(3);
		wait(0.2);
		expect(text()).toBe('Extracted data from 1 document in 1 second, using 3 credits.');
		finish(1);
		wait(200);
		expect(text()).toBe('Extracted data from 2 documents in 3 minutes, using 4 credits.');
	});

	it('counts an extract once, however many items share it', () => {
		const { add, text } = summary();
		add({ id: 'a', status: 'FINISHED', extracted_data: {}, credit_used: 3 }, true);
		add({ id: 'a', status: 'FINISHED', extracted_data: {}, credit_used: 3 }, true);
		add({ id: 'b', status: 'FINISHED', extracted_data: {}, credit_used: 1 }, true);
		expect(text()).toBe('Extracted data from 2 documents in 1 second, using 4 credits.');
	});

	it('has only the credits of what the run itself has uploaded', () => {
		const { finish, add, text } = summary();
		add({ id: 'a', status: 'FINISHED', extracted_data: {}, credit_used: 3 }, false);
		expect(text()).toBe('Extracted data from 1 document in 1 second.');
		finish(2);
		expect(text()).toBe('Extracted data from 2 documents in 1 second, using 2 credits.');
	});

	it('counts all that failed, and says if it does not know all credits', () => {
		const { finish, add, failed, text } = summary();
		add({ id: 'b', status: 'ERROR' }, true);
		failed(4);
		expect(text()).toBe('Processed 0 documents in 1 second. 4 failed.');
		finish(3);
		expect(text()).toBe(
			'Extracted data from 1 document in 1 second, using at least 3 credits. 4 failed.',
		);
	});

	it('does not speak of data where there is none', () => {
		const { add, text } = summary();
		add({ id: 'a', status: 'FINISHED', extracted_data: null, credit_used: 3 }, true);
		expect(text()).toBe('Processed 1 document in 1 second, using 3 credits.');
	});

	it('says once for each node how to save credits while building', () => {
		const textOf = (settings: Parameters<typeof summary>[0]) => {
			const { finish, uploaded, text } = summary(settings);
			finish(3);
			uploaded();
			return text();
		};
		expect(textOf({ id: 'same' })).toContain('pin the output');
		expect(textOf({ id: 'same' })).not.toContain('pin the output');
		expect(textOf({ mode: 'trigger' })).not.toContain('pin the output');
		expect(textOf({ type: 'n8n-nodes-anesya.anesyaTool' })).not.toContain('pin the output');
	});
});
