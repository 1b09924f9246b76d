import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { OutputSettings } from '../../../nodes/Anesya/results/resultItems';
import { isSufficient } from '../../../nodes/Anesya/results/sufficient';
import { OUTPUT } from './outputSettings';

const output = (changes: Partial<OutputSettings> = {}) => ({ ...OUTPUT, ...changes });
const row = (changes: Partial<Extract> = {}): Extract => ({
	id: 'a',
	status: 'FINISHED',
	document_name: 'a.pdf',
	extracted_data: { Total: 12 },
	...changes,
});
const detailed = row({
	workflow: null,
	workflow_session_id: null,
	classifier_result: null,
	credit_used: 3,
	extraction_time: 4.1,
	created_at: '2025-06-25T14:45:26Z',
});

describe('A list row is enough', () => {
	it('for the extracted data and its rows, if it has the data', () => {
		expect(isSufficient(row(), output())).toBe(true);
		expect(isSufficient(row(), output({ mode: 'rows' }))).toBe(true);
	});

	it('for the details too, if it has each of them, even as null', () => {
		expect(isSufficient(detailed, output({ withDetails: true }))).toBe(true);
	});
});

describe('A list row is not enough', () => {
	it.each([undefined, null, [], {}])('if it has no data, which may only be left out: %j', (data) =>
		expect(isSufficient(row({ extracted_data: data }), output())).toBe(false),
	);

	it('if its data is a text, which may be JSON', () =>
		expect(isSufficient(row({ extracted_data: '{"Total":12}' }), output())).toBe(false));

	it('for rows if its table is empty: the item of the document shows its text', () => {
		const empty = row({ extracted_data: { Lines: [] } });
		expect(isSufficient(empty, output({ mode: 'rows' }))).toBe(false);
		expect(isSufficient(empty, output())).toBe(true);
	});

	it('for the whole extract', () =>
		expect(isSufficient(detailed, output({ mode: 'extract' }))).toBe(false));

	it('for an extract that ended in ERROR', () =>
		expect(isSufficient(row({ status: 'ERROR' }), output())).toBe(false));

	it.each(['credit_used', 'extraction_time', 'workflow', 'created_at'])(
		'for the details if it lacks %s',
		(field) =>
			expect(isSufficient({ ...detailed, [field]: undefined }, output({ withDetails: true }))).toBe(
				false,
			),
	);

	it('for data that n8n would take for a failed item, which gets the details', () => {
		const misread = { extracted_data: { error: 'E17' } };
		expect(isSufficient(row(misread), output())).toBe(false);
		expect(isSufficient({ ...detailed, ...misread }, output())).toBe(true);
		const rows = { extracted_data: { Invoice: { Lines: [{ error: 'E17' }] } } };
		expect(isSufficient(row(rows), output({ mode: 'rows' }))).toBe(false);
	});
});
