import fc from 'fast-check';

import type { ListRow } from '../../../nodes/Anesya/api/page';
import type { SentUpload } from '../../../nodes/Anesya/uploading/reconcile';
import { comparableName, reconcile } from '../../../nodes/Anesya/uploading/reconcile';

const SENT_AT = Date.parse('2025-06-25T14:45:26Z');
const WORKFLOW = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
const lost: SentUpload = { names: ['invoice.pdf'], workflow: WORKFLOW, sentAt: SENT_AT };

/** A row of the list, created some milliseconds after the upload was sent. */
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

describe('An upload whose answer was lost', () => {
	it('is found where one extract bears its name and its age', () => {
		expect(reconcile(lost, [row('a')], nobody)).toEqual({ kind: 'found', rows: [row('a')] });
	});

	it('is absent where there is none', () => expect(kindOf([])).toBe('absent'));

	it.each([
		['of another name', row('a', { document_name: 'receipt.pdf' })],
		['that is older', row('a', {}, -2_001)],
		['in another workflow', row('a', { workflow: '0f8fad5b-d9cb-469f-a165-70867728950e' })],
	])('is not taken for an extract %s', (_case, other) => {
		expect(kindOf([other])).toBe('absent');
		expect(kindOf([other, row('b')])).toBe('found');
	});

	it('is not taken for an extract that belongs to another upload', () => {
		expect(kindOf([row('a')], lost, (id) => id === 'a')).toBe('absent');
		expect(kindOf([row('a'), row('b')], lost, (id) => id === 'a')).toBe('found');
	});

	it.each([-2_000, -1, 0, 60_000])(
		'may be an extract dated %i milliseconds after it was sent: two clocks of one server differ a little',
		(after) => {
			expect(kindOf([row('a', {}, after)])).toBe('found');
		},
	);

	it('is unclear where several extracts could be it', () => {
		expect(reconcile(lost, [row('a'), row('b')], nobody)).toEqual({
			kind: 'unclear',
			rows: [row('a'), row('b')],
		});
	});

	it.each([undefined, null, '', 'yesterday', 12])(
		'is unclear where an extract of its name is not dated: %p',
		(created_at) => {
			expect(kindOf([row('a', { created_at })])).toBe('unclear');
		},
	);

	it("is unclear where the server's clock is not known", () =>
		expect(kindOf([row('a')], { ...lost, sentAt: undefined })).toBe('unclear'));

	it('of several files is found once all of them are there', () => {
		const both = { ...lost, names: ['invoice.pdf', 'Scan 1.png'] };
		const scan = row('b', { document_name: 'scan_1.png' });
		expect(kindOf([row('a'), scan], both)).toBe('found');
		expect(kindOf([row('a')], both)).toBe('unclear');
		expect(kindOf([row('a'), scan, row('c')], both)).toBe('unclear');
	});

	it('of several files of one name is found by their number', () => {
		const twice = { ...lost, names: ['invoice.pdf', 'invoice.pdf'] };
		expect(kindOf([row('a'), row('b')], twice)).toBe('found');
		expect(kindOf([row('a')], twice)).toBe('unclear');
	});

	it('is absent only if no extract of its name, age and workflow is free', () => {
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
				const free = drawn.filter(
					({ name, after, claimed }) => name === 'invoice.pdf' && after >= -2_000 && !claimed,
				).length;
				expect(kindOf(given, lost, (id) => id.endsWith('-claimed'))).toBe(
					free === 0 ? 'absent' : free === 1 ? 'found' : 'unclear',
				);
			}),
		);
	});
});

describe('A name as a service may store it', () => {
	it.each([
		['Invoice (1).PDF', 'invoice_1.pdf'],
		['Facture été.pdf', 'Facture été.pdf'.normalize('NFD')],
		['a  b.pdf', 'a%b.pdf'],
		['ﬁle.pdf', 'file.pdf'],
		['Facture été.pdf', 'Facture_ete.pdf'],
	])('%s is taken for %s', (sent, stored) =>
		expect(comparableName(sent)).toBe(comparableName(stored)),
	);

	it.each([
		['invoice-1.pdf', 'invoice-2.pdf'],
		['№.pdf', '№.png'],
		['発票.pdf', '請求書.pdf'],
		['---', '...'],
	])('%s is not taken for %s', (one, other) =>
		expect(comparableName(one)).not.toBe(comparableName(other)),
	);

	it('is never empty, whatever it is made of, unless nothing is', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1, unit: 'binary' }),
				(name) => comparableName(name) !== '',
			),
		);
	});
});
