import type { Ledger } from './audit';
import { audit } from './audit';
import type { NumberedDocument } from './documents';
import type { PlannedExecution } from './executions';
import type { Told } from './told';
import { NOTHING } from './told';

const a: NumberedDocument = { number: '1-1', name: 'a.png' };
const b: NumberedDocument = { number: '1-2', name: 'b.png' };
const execution: PlannedExecution = {
	operation: 'uploadAndWait',
	together: false,
	onError: undefined,
	uploadsAtOnce: 5,
	startsAfter: 0,
	items: [[a], [b]],
};
const delivered = [
	{ document: '1-1', item: 0 },
	{ document: '1-2', item: 1 },
];
const refusal = (item: number, message: string, rest = '') => ({
	item,
	message,
	text: `${message}\n${rest}`,
});

/** Each document has one extract, unless it is told otherwise. */
const ledgerWith = (extracts: Record<string, string[]> = {}, met: string[] = []): Ledger => ({
	extractsOf: ({ number }) => extracts[number] ?? [`id-${number}`],
	faultsMet: () => met,
});
const kindsIn = (told: Partial<Told>, ledger = ledgerWith()) =>
	audit(execution, { ...NOTHING, ...told }, ledger).findings.map(({ kind }) => kind);
const fatesIn = (told: Partial<Told>, ledger = ledgerWith()) =>
	audit(execution, { ...NOTHING, ...told }, ledger).fates;

describe('The audit of an execution', () => {
	it('finds nothing where each document came out once', () => {
		expect(kindsIn({ delivered })).toEqual([]);
		expect(fatesIn({ delivered })).toEqual(['delivered', 'delivered']);
	});

	it.each([
		['was paid for twice', { delivered }, ledgerWith({ '1-1': ['x', 'y'] }), 'duplicate'],
		[
			'came out twice',
			{ delivered: [...delivered, { document: '1-1', item: 0 }] },
			ledgerWith(),
			'duplicate',
		],
		[
			'came out and failed, too',
			{ delivered, refused: [refusal(0, 'The connection to Anesya was lost', 'a.png')] },
			ledgerWith({}, ['look: lost']),
			'duplicate',
		],
		[
			'came out under another item',
			{
				delivered: [
					{ document: '1-1', item: 1 },
					{ document: '1-2', item: 1 },
				],
			},
			ledgerWith(),
			'wrong item',
		],
		['was never mentioned', { delivered: delivered.slice(1) }, ledgerWith(), 'loss'],
		[
			'was neither sent nor mentioned',
			{ delivered: delivered.slice(1) },
			ledgerWith({ '1-1': [] }),
			'loss',
		],
	] satisfies Array<[string, Partial<Told>, Ledger, string]>)(
		'notices when a document %s',
		(_case, told, ledger, kind) => {
			expect(kindsIn(told, ledger)).toEqual([kind]);
		},
	);

	it('notices data of a document that nobody sent', () => {
		expect(kindsIn({ delivered: [...delivered, { document: '9-9', item: 0 }] })).toEqual([
			'wrong item',
		]);
	});

	it('notices a document that is at Anesya although the text says it was refused', () => {
		const refused = [
			refusal(0, 'Anesya is not available at the moment (HTTP 502): "a.png" [item 0]'),
		];
		expect(
			kindsIn({ delivered: delivered.slice(1), refused }, ledgerWith({}, ['upload: 502'])),
		).toEqual(['loss']);
	});

	it('notices a text that nothing explains', () => {
		const refused = [refusal(0, 'x is not a function: "a.png" [item 0]', 'id-1-1')];
		expect(
			kindsIn({ delivered: delivered.slice(1), refused }, ledgerWith({}, ['upload: 502'])),
		).toEqual(['unexplained']);
		const unfounded = [refusal(0, 'The connection to Anesya was lost: "a.png" [item 0]', 'id-1-1')];
		expect(
			kindsIn(
				{ delivered: delivered.slice(1), refused: unfounded },
				ledgerWith({}, ['upload: 429']),
			),
		).toEqual(['unexplained']);
	});

	it.each([
		[
			'ended in ERROR',
			refusal(
				0,
				'Anesya could not extract "a.png"',
				'The extract id-1-1 ended with the status ERROR',
			),
			undefined,
		],
		[
			'collectable by its id',
			refusal(0, 'The connection to Anesya was lost: "a.png"', 'id-1-1'),
			undefined,
		],
		[
			'collectable by its id',
			refusal(
				1,
				'The connection to Anesya was lost: "b.png"',
				'Already at Anesya: a.png (id-1-1), b.png (id-1-2)',
			),
			undefined,
		],
		[
			'unclear, candidates named',
			refusal(
				0,
				'It is not clear whether Anesya accepted "a.png"',
				'these extracts could be it: id-1-1, other',
			),
			undefined,
		],
		[
			'unclear, list not readable',
			refusal(
				0,
				'The connection to Anesya was lost: "a.png"',
				'Anesya may still have accepted "a.png"',
			),
			undefined,
		],
		['not sent', refusal(0, 'The connection to Anesya was lost: "a.png"'), []],
	] as const)('tells when a document is %s', (fate, said, extracts) => {
		const ledger = ledgerWith(extracts === undefined ? {} : { '1-1': [...extracts] }, [
			'upload: lost',
			'upload: ends in ERROR',
		]);
		const told =
			said.item === 0 ? { refused: [said], delivered: delivered.slice(1) } : { ended: [said] };
		expect(fatesIn(told, ledger)[0]).toBe(fate);
		expect(kindsIn(told, ledger)).toEqual([]);
	});
});
