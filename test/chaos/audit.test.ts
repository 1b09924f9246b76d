import { audit } from './audit';
import type { NumberedDocument } from './documents';
import type { PlannedExecution } from './executions';
import type { GroundTruth } from './groundTruth';
import { outcomeOf } from './outcomes';
import type { VisibleResult } from './visibleResult';
import { NOTHING_VISIBLE } from './visibleResult';

const a: NumberedDocument = { number: '1-1', name: 'a.png' };
const b: NumberedDocument = { number: '1-2', name: 'b.png' };
const execution: PlannedExecution = {
	operation: 'uploadAndWait',
	together: false,
	onError: undefined,
	tries: 1,
	isRetried: false,
	timeout: undefined,
	uploadsAtOnce: 5,
	startsAfter: 0,
	items: [[a], [b]],
};
const delivered = [
	{ document: '1-1', item: 0 },
	{ document: '1-2', item: 1 },
];
const reportedError = (item: number, message: string, rest = '') => ({
	item,
	message,
	text: `${message}\n${rest}`,
});

/** Each document has one extract unless given otherwise. */
const truthWith = (extracts: Record<string, string[]> = {}, met: string[] = []): GroundTruth => ({
	extractsOf: ({ number }) => extracts[number] ?? [`id-${number}`],
	hasFailed: (id) => id.startsWith('failed'),
	createdAt: () => 1_000,
	finishedAt: () => 0,
	requests: [],
	faultsMet: () => met,
});
const kindsIn = (visible: Partial<VisibleResult>, truth = truthWith()) =>
	audit(execution, { ...NOTHING_VISIBLE, ...visible }, truth).findings.map(({ kind }) => kind);
const outcomesIn = (visible: Partial<VisibleResult>, truth = truthWith()) =>
	audit(execution, { ...NOTHING_VISIBLE, ...visible }, truth).outcomes;

describe('The audit of an execution', () => {
	it('finds nothing where each document came out once', () => {
		expect(kindsIn({ delivered })).toEqual([]);
		expect(outcomesIn({ delivered })).toEqual(['delivered', 'delivered']);
	});

	it.each([
		['was paid for twice', { delivered }, truthWith({ '1-1': ['x', 'y'] }), 'duplicate'],
		[
			'came out twice',
			{ delivered: [...delivered, { document: '1-1', item: 0 }] },
			truthWith(),
			'duplicate',
		],
		[
			'came out and failed as well',
			{ delivered, errorItems: [reportedError(0, 'The connection to Anesya was lost', 'a.png')] },
			truthWith({}, ['status check: lost']),
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
			truthWith(),
			'wrong item',
		],
		['was never mentioned', { delivered: delivered.slice(1) }, truthWith(), 'loss'],
		[
			'was neither sent nor mentioned',
			{ delivered: delivered.slice(1) },
			truthWith({ '1-1': [] }),
			'loss',
		],
	] satisfies Array<[string, Partial<VisibleResult>, GroundTruth, string]>)(
		'notices when a document %s',
		(_case, visible, truth, kind) => {
			expect(kindsIn(visible, truth)).toEqual([kind]);
		},
	);

	it('allows a document to be paid for again only where n8n repeats and its extract ended in ERROR', () => {
		const truth = truthWith({ '1-1': ['failed', 'x'] });
		const visible = { ...NOTHING_VISIBLE, delivered };
		const repeated = audit({ ...execution, tries: 2 }, visible, truth);
		expect(repeated).toMatchObject({ findings: [], replaced: 1 });
		expect(kindsIn({ delivered }, truth)).toEqual(['duplicate']);
		const both = truthWith({ '1-1': ['x', 'y'] });
		expect(audit({ ...execution, isRetried: true }, visible, both).findings).toHaveLength(1);
	});

	it('notices a run that ends long after its Timeout', () => {
		const run = { uploads: false, tries: 1, startedAt: 0, endedAt: 20_000, timeout: 10_000 };
		expect(kindsIn({ delivered, waits: [run] })).toEqual(['beyond its deadline']);
	});

	it('does not accept a list as the reason why a document that has ended was "not finished"', () => {
		const error = reportedError(0, '"a.png" was not finished within 1 minute [item 0]', 'id-1-1');
		const run = { uploads: false, tries: 1, startedAt: 0, endedAt: 60_000, timeout: 60_000 };
		const visible = { delivered: delivered.slice(1), errorItems: [error], waits: [run] };
		expect(kindsIn(visible, truthWith({}, ['list: 502']))).toEqual(['unexplained']);
		expect(kindsIn(visible, truthWith({}, ['status check: 502']))).toEqual([]);
		expect(kindsIn(visible, truthWith({}, ['list: 503']))).toEqual([]);
		const late = { ...truthWith(), finishedAt: () => 61_500 };
		expect(kindsIn(visible, late)).toEqual([]);
		const uploading = { ...visible, waits: [{ ...run, uploads: true, endedAt: 64_000 }] };
		expect(kindsIn(uploading, late)).toEqual([]);
	});

	it('notices data of a document that was never sent', () => {
		expect(kindsIn({ delivered: [...delivered, { document: '9-9', item: 0 }] })).toEqual([
			'wrong item',
		]);
	});

	it('notices a document that is at Anesya although the text says that it was not accepted', () => {
		const errorItems = [
			reportedError(0, 'Anesya is not available at the moment (HTTP 502): "a.png" [item 0]'),
		];
		expect(
			kindsIn({ delivered: delivered.slice(1), errorItems }, truthWith({}, ['upload: 502'])),
		).toEqual(['loss']);
	});

	it('notices an error text that nothing explains', () => {
		const errorItems = [reportedError(0, 'x is not a function: "a.png" [item 0]', 'id-1-1')];
		expect(
			kindsIn({ delivered: delivered.slice(1), errorItems }, truthWith({}, ['upload: 502'])),
		).toEqual(['unexplained']);
		const unfounded = [
			reportedError(0, 'The connection to Anesya was lost: "a.png" [item 0]', 'id-1-1'),
		];
		expect(
			kindsIn(
				{ delivered: delivered.slice(1), errorItems: unfounded },
				truthWith({}, ['upload: 429']),
			),
		).toEqual(['unexplained']);
	});

	it('accepts that a document could not be sent in time if it was sent only when the execution was retried', () => {
		const told = (toldAt: number) => ({
			...reportedError(0, 'The document could not be sent within 1 minute [item 0]', 'a.png'),
			toldAt,
		});
		expect(kindsIn({ delivered, executionErrors: [told(999)] })).toEqual([]);
		expect(kindsIn({ delivered, executionErrors: [told(1_001)] })).toEqual(['unexplained']);
	});

	it.each([
		[
			'ended in ERROR',
			reportedError(
				0,
				'Anesya could not extract "a.png"',
				'The extract id-1-1 ended with the status ERROR',
			),
			undefined,
		],
		[
			'collectable by its id',
			reportedError(0, 'The connection to Anesya was lost: "a.png"', 'id-1-1'),
			undefined,
		],
		[
			'collectable by its id',
			reportedError(
				1,
				'The connection to Anesya was lost: "b.png"',
				'Already at Anesya: a.png (id-1-1), b.png (id-1-2)',
			),
			undefined,
		],
		[
			'unclear, candidates named',
			reportedError(
				0,
				'It is not clear whether Anesya accepted "a.png"',
				'these extracts could be it: id-1-1, other',
			),
			undefined,
		],
		[
			'unclear, list not readable',
			reportedError(
				0,
				'The connection to Anesya was lost: "a.png"',
				'Anesya may still have accepted "a.png"',
			),
			undefined,
		],
		['not sent', reportedError(0, 'The connection to Anesya was lost: "a.png"'), []],
	] as const)('tells that a document is %s', (outcome, error, extracts) => {
		const truth = truthWith(extracts === undefined ? {} : { '1-1': [...extracts] }, [
			'upload: lost',
			'upload: ends in ERROR',
		]);
		const visible =
			error.item === 0
				? { errorItems: [error], delivered: delivered.slice(1) }
				: { executionErrors: [error] };
		expect(outcomesIn(visible, truth)[0]).toBe(outcome);
		expect(kindsIn(visible, truth)).toEqual([]);
	});
});

it('A document is known by the name that the error of a run shows', () => {
	const document = { number: '1', name: "l'été <1>.png" };
	const text = `Anesya may still have accepted "l'été \u20391>.pdf".`;
	expect(outcomeOf(document, 'id', [text])).toBe('unclear, list not readable');
	expect(outcomeOf(document, 'id', [text.replace('été', 'hiver')])).toBeUndefined();
});
