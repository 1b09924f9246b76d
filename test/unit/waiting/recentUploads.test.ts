import { createRecentUploads } from '../../../nodes/Anesya/waiting/recentUploads';

const extract = { id: 'a', status: 'CREATED' };

describe('The uploads of a process', () => {
	it('are told to the node that waits for them, with what they are like', () => {
		const uploads = createRecentUploads('account');
		uploads.note(extract, { uploadedAt: 1, workflow: 'w', isOneOfMany: false });
		expect(uploads.of('a')).toEqual({
			uploadedAt: 1,
			workflow: 'w',
			kind: 'one, workflow w',
			isOneOfMany: false,
		});
		expect(uploads.of('b')).toBeUndefined();
	});

	it.each([
		[{ workflow: 'v', schema: 's' }, 'w', 'many, workflow v'],
		[{ workflow: null, schema: 's' }, undefined, 'many, schema s'],
		[{ schema: null }, undefined, undefined],
	])('are of a kind: %j, sent to %p: %p', (more, workflow, kind) => {
		const uploads = createRecentUploads('account');
		uploads.note({ ...extract, ...more }, { uploadedAt: 1, workflow, isOneOfMany: true });
		expect(uploads.of('a')?.kind).toBe(kind);
	});
});
