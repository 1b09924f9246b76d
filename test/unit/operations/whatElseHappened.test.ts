import type { Outcome, Remains } from '../../../nodes/Anesya/operations/operation';
import { AT_ANESYA } from '../../../nodes/Anesya/operations/operation';
import { createUploadTracker } from '../../../nodes/Anesya/operations/uploadTracker';
import { whatElseHappened } from '../../../nodes/Anesya/operations/whatElseHappened';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';

const tooLarge = new AnesyaApiError(
	{ message: 'The file is too large', description: 'Make it smaller.' },
	{ status: 413, retryable: false, accepted: 'no' },
);

describe('What else happened in a run that failed', () => {
	const atAnesya = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			about: { id: `id-${index}`, document_name: `${index}.pdf` },
			items: [],
		}));
	const failed = (about = {}) => ({ about, error: tooLarge });
	const restOf = (outcomes: Outcome[], remains?: Remains, isStopped?: boolean) =>
		whatElseHappened(outcomes, remains, createUploadTracker(undefined), isStopped);

	it('is nothing when one document failed and none is at Anesya', () =>
		expect(restOf([failed()], AT_ANESYA)).toBe(''));

	it('says how many failed, when several did', () => {
		expect(restOf([failed(), failed(), { about: {}, items: [] }], AT_ANESYA)).toBe(
			'2 of 3 failed.',
		);
	});

	it('names each document that is at Anesya, including failed ones', () => {
		const text = restOf([...atAnesya(1), failed(), failed({ id: 'id-x' })], AT_ANESYA);
		expect(text).toBe(
			'2 of 3 failed. Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0), extract (id-x).',
		);
	});

	it('leaves out what is not left at Anesya', () => {
		const outcomes = [...atAnesya(1), failed({ id: 'id-x' })];
		expect(restOf(outcomes, undefined)).toBe('');
		expect(restOf(outcomes, { text: 'Deleted already', ofFailed: false })).toBe(
			'Deleted already: 0.pdf (id-0).',
		);
	});

	it('names every id, however many there are: the first with their names', () => {
		const text = restOf([failed(), ...atAnesya(3_000)], AT_ANESYA);
		expect(text).toContain('99.pdf (id-99), and 2900 more: id-100, id-101, ');
		expect(text).toMatch(/, id-2999\.$/);
	});

	it('names all files of a request that may have been accepted, however long one of their names is', () => {
		const unclear = new AnesyaApiError(
			{ message: 'Lost', description: '' },
			{ retryable: false, accepted: 'maybe' },
		);
		const names = ['x'.repeat(120), 'y'.repeat(120), 'last.pdf'].join(', ');
		const outcomes = [failed(), { about: { document_name: names }, error: unclear }];
		expect(restOf(outcomes, AT_ANESYA)).toContain(`which were not sent again: ${names}.`);
	});

	it('does not offer to collect an extract that ended in ERROR', () => {
		const ended = (id: string) => failed({ id, status: 'ERROR', document_name: `${id}.pdf` });
		expect(restOf([ended('one'), ...atAnesya(1)], AT_ANESYA)).toBe(
			'Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0).',
		);
		expect(restOf([ended('one'), ended('two')], AT_ANESYA)).toBe(
			'2 of 2 failed. Ended with the status ERROR: two.pdf (two).',
		);
	});

	it('does not offer to collect an extract that Anesya does not know any more', () => {
		const unknown = new AnesyaApiError(
			{ message: 'Anesya does not know this ID', description: '' },
			{ status: 404, retryable: false, accepted: 'no' },
		);
		const gone = (id: string) => ({ about: { id, document_name: `${id}.pdf` }, error: unknown });
		expect(restOf([gone('one'), gone('two'), ...atAnesya(1)], AT_ANESYA)).toBe(
			'2 of 3 failed. Not known to Anesya any more: two.pdf (two). Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0).',
		);
	});

	const unclear = (document_name: string, candidates: string[] = []) => ({
		about: { document_name },
		error: new AnesyaApiError(
			{ message: 'It is not clear', description: '' },
			{ retryable: false, accepted: 'maybe', candidates },
		),
	});

	it('names the documents that may be at Anesya, but for the first, whose own text says so', () => {
		const outcomes = [unclear('a.pdf'), unclear('b.pdf', ['x', 'y']), failed()];
		expect(restOf(outcomes, AT_ANESYA)).toBe(
			'3 of 3 failed. It is not clear either whether Anesya accepted these, which were not sent again: b.pdf (x or y).',
		);
	});

	it('names all of them after a stop, which has no text of theirs, and does not call it their failure', () => {
		const outcomes = [unclear('a.pdf'), unclear('b.pdf', ['x', 'y']), failed(), ...atAnesya(1)];
		expect(restOf(outcomes, AT_ANESYA, true)).toBe(
			'3 of 4 were not finished. It is not clear whether Anesya accepted these, which were not sent again: a.pdf, b.pdf (x or y). Already at Anesya, to be collected with Wait for Extraction at no cost: 0.pdf (id-0).',
		);
	});
});
