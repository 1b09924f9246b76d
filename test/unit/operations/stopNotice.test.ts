import { noticeEntries } from '../../../nodes/Anesya/operations/stopNotice';

describe('What a stop leaves in the custom data of the execution', () => {
	const ids = Array.from(
		{ length: 20 },
		(_, index) => `${String(index).padStart(8, '0')}-4e2d-9053-1308-046504080000`,
	);

	it('is nothing where nothing is paid', () => expect(noticeEntries([], [])).toEqual({}));

	it('is the documents that may be at Anesya, and the ids, as many as fit into an entry of 512 characters', () => {
		const entries = noticeEntries(ids, ['a.pdf', 'b.pdf']);
		expect(Object.keys(entries)).toEqual(['anesya_unclear', 'anesya_ids_1', 'anesya_ids_2']);
		expect(entries.anesya_unclear).toBe('a.pdf, b.pdf');
		expect(`${entries.anesya_ids_1}, ${entries.anesya_ids_2}`).toBe(ids.join(', '));
		expect(entries.anesya_ids_1?.length).toBeLessThanOrEqual(512);
	});

	it('is cut to what n8n keeps', () => {
		const entries = noticeEntries(['x'.repeat(600)], ['y'.repeat(600)]);
		expect(Object.values(entries).map(({ length }) => length)).toEqual([512, 512]);
	});
});
