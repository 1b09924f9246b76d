import { Readable } from 'node:stream';

import type { ListRow } from '../../../nodes/Anesya/api/page';
import { abortable } from '../../../nodes/Anesya/concurrency/abortable';
import type { AnesyaClient } from '../../../nodes/Anesya/transport/client';
import type { UploadTrail } from '../../../nodes/Anesya/uploading/upload';
import { uploadOnce } from '../../../nodes/Anesya/uploading/uploadOnce';
import { listing, portsTo, rowOf, uploadOf } from './uploadFixtures';

/** Only delays and the time limit are shortened. */
jest.mock('../../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [5, 10] }));
jest.mock('../../../nodes/Anesya/transport/timeLimits', () => ({
	...jest.requireActual('../../../nodes/Anesya/transport/timeLimits'),
	RECOVERY_TIME_LIMIT: 600,
}));

/** A list that answers so many requests, and none after these until it is told to. */
function fallingSilent(rows: ListRow[], answers: number) {
	const { api } = listing(() => rows);
	const { send } = api;
	let isSilent = true;
	let requests = 0;
	api.send = async (call) => {
		requests += 1;
		if (!isSilent || requests <= answers) return await send(call);
		return await abortable(new Promise(() => {}), call.signal);
	};
	return { api, speakAgain: () => (isSilent = false) };
}

/** Every document at Anesya has the content of the files here: none. */
const asEmptyFile: AnesyaClient['openFile'] = async () => ({
	status: 200,
	type: '',
	stream: Readable.from([]),
	discard: async () => {},
});

describe('A recovery that takes too long', () => {
	it('ends without sending anything again, and a later try goes on with it', async () => {
		const { api, speakAgain } = fallingSilent(
			[{ ...rowOf('own', 'silent.pdf'), document_url: '/document/own/' }],
			0,
		);
		const upload = uploadOf('silent.pdf', [{}]);
		const trail: UploadTrail = {};
		await expect(uploadOnce(upload, portsTo(api), trail)).rejects.toMatchObject({
			retryable: false,
			accepted: 'maybe',
			description: expect.stringContaining('Anesya may still have accepted "silent.pdf".'),
		});
		speakAgain();
		expect(
			await uploadOnce(upload, portsTo({ ...api, openFile: asEmptyFile }), trail),
		).toMatchObject([{ id: 'own' }]);
		expect(upload.sent).toBe(1);
	});

	it('names the extracts that it has seen by then', async () => {
		const rows = [rowOf('one', 'seen.pdf'), rowOf('other', 'seen.pdf')];
		const { api } = fallingSilent(rows, 1);
		await expect(uploadOnce(uploadOf('seen.pdf', [{}]), portsTo(api))).rejects.toMatchObject({
			description: expect.stringContaining('These extracts could be it: one, other.'),
		});
	});

	it('does not keep others waiting that go on', async () => {
		const { api } = fallingSilent([rowOf('of the other', 'goes on.pdf')], Infinity);
		const openFile = async () => await new Promise<never>(() => {});
		const twice = ['one', 'other'].map((id) => ({
			...rowOf(id, 'hangs.pdf'),
			document_url: `/document/${id}/`,
		}));
		const hanging = listing(() => twice).api;
		const both = [
			uploadOnce(uploadOf('hangs.pdf', [{}]), portsTo({ ...hanging, openFile })),
			uploadOnce(uploadOf('goes on.pdf', [{}]), portsTo(api)),
		];
		await expect(both[1]).resolves.toMatchObject([{ id: 'of the other' }]);
		await expect(both[0]).rejects.toMatchObject({
			description: expect.stringContaining('may still have accepted "hangs.pdf"'),
		});
	});
});
