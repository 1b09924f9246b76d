import fc from 'fast-check';

import type { ListRow } from '../../../nodes/Anesya/api/page';
import type { SentUpload } from '../../../nodes/Anesya/uploading/reconcile';
import { reconcile } from '../../../nodes/Anesya/uploading/reconcile';

const SENT_AT = Date.parse('2025-06-25T14:45:26Z');
const WORKFLOW = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
const lost: SentUpload = {
	names: ['invoice.pdf'],
	workflow: WORKFLOW,
	sentAt: SENT_AT,
	lostAt: SENT_AT + 55_000,
	earliest: SENT_AT,
};

/** A row of the list. @param after milliseconds between the upload and its creation */
const row = (id: string, more: Partial<ListRow> = {}, after = 500): ListRow => ({
	id,
	document_name: 'invoice.pdf',
	workflow: WORKFLOW,
	created_at: new Date(SENT_AT + after).toISOString(),
	...more,
});
const nobody = () => false;
const kindOf = (rows: ListRow[], upload = lost, isClaimed: (id: string) => boolean = nobody) =>
	reconcile(upload, rows, isClaimed).kind;

describe('An upload whose response was lost', () => {
	it('is found if one extract has its name and its age', () => {
		expect(reconcile(lost, [row('a')], nobody)).toEqual({ kind: 'found', rows: [row('a')] });
	});

	it('is absent if there is no extract', () => expect(kindOf([])).toBe('absent'));

	it.each([
		['with another name', row('a', { document_name: 'receipt.pdf' })],
		['that is older', row('a', {}, -2_001)],
		['in another workflow', row('a', { workflow: '0f8fad5b-d9cb-469f-a165-70867728950e' })],
	])('is not matched with an extract %s', (_case, other) => {
		expect(kindOf([other])).toBe('absent');
		expect(kindOf([other, row('b')])).toBe('found');
	});

	it('is unclear if an extract may be older or not: dates may be rounded, or by another clock', () => {
		const rounded = row('a', { created_at: '2025-06-25T14:45:00Z' });
		expect(kindOf([rounded])).toBe('unclear');
		expect(kindOf([row('a', {}, -90_000)], { ...lost, earliest: SENT_AT - 120_000 })).toBe(
			'unclear',
		);
		expect(kindOf([row('a', { created_at: '2025-06-25T14:44:00Z' })])).toBe('absent');
	});

	it('is not matched with an extract that belongs to another upload', () => {
		expect(kindOf([row('a')], lost, (id) => id === 'a')).toBe('absent');
		expect(kindOf([row('a'), row('b')], lost, (id) => id === 'a')).toBe('found');
	});

	it.each([-2_000, -1, 0, 60_000])(
		'is found if its extract is dated %i milliseconds after it was sent: two clocks of one server may differ a little',
		(after) => {
			expect(kindOf([row('a', {}, after)])).toBe('found');
		},
	);

	it('is unclear if several extracts could be it', () => {
		expect(reconcile(lost, [row('a'), row('b')], nobody)).toEqual({
			kind: 'unclear',
			rows: [row('a'), row('b')],
		});
	});

	it.each([undefined, null, '', 'yesterday', 12])(
		'is unclear if an extract with its name has no date: %p',
		(created_at) => {
			expect(kindOf([row('a', { created_at })])).toBe('unclear');
		},
	);

	it("is unclear if the server's clock is unknown", () =>
		expect(kindOf([row('a')], { ...lost, sentAt: undefined })).toBe('unclear'));

	it.each([
		['long after its response was lost', SENT_AT],
		['at any time, if it is unknown when that was', undefined],
	])('is unclear if the extract was created %s', (_case, lostAt) => {
		expect(kindOf([row('a', {}, 6_000)], { ...lost, lostAt })).toBe('unclear');
	});

	it('with several files is found once all of them are listed', () => {
		const both = { ...lost, names: ['invoice.pdf', 'Scan 1.png'] };
		const scan = row('b', { document_name: 'scan_1.png' });
		expect(kindOf([row('a'), scan], both)).toBe('found');
		expect(kindOf([row('a')], both)).toBe('unclear');
		expect(kindOf([row('a'), scan, row('c')], both)).toBe('unclear');
	});

	it('with several files of one name is found by their number', () => {
		const twice = { ...lost, names: ['invoice.pdf', 'invoice.pdf'] };
		expect(kindOf([row('a'), row('b')], twice)).toBe('found');
		expect(kindOf([row('a')], twice)).toBe('unclear');
	});

	it('is absent only if every extract of its name, age and workflow is claimed', () => {
		const rows = fc.array(
			fc.record({
				name: fc.constantFrom('invoice.pdf', 'other.pdf'),
				after: fc.integer({ min: -10_000, max: 10_000 }),
				claimed: fc.boolean(),
			}),
			{ maxLength: 5 },
		);
		fc.assert(
			fc.property(rows, (drawn) => {
				const given = drawn.map(({ name, after, claimed }, index) =>
					row(`${index}${claimed ? '-claimed' : ''}`, { document_name: name }, after),
				);
				const unclaimed = drawn.filter(
					({ name, after, claimed }) => name === 'invoice.pdf' && after >= -2_000 && !claimed,
				).length;
				expect(kindOf(given, lost, (id) => id.endsWith('-claimed'))).toBe(
					unclaimed === 0 ? 'absent' : unclaimed === 1 ? 'found' : 'unclear',
				);
			}),
		);
	});
});
