import type { Extract } from '../../../nodes/Anesya/api/extract';
import { createSight } from '../../../nodes/Anesya/operations/sight';
import type { Upload } from '../../../nodes/Anesya/uploading/upload';
import { uploadOf } from '../uploading/uploadFixtures';

describe('What a run knows of its uploads', () => {
	const extract: Extract = { id: 'id-1', status: 'CREATED' };
	const send = async (upload: Upload) => await upload.send();
	const stopped = AbortSignal.abort();

	it('is nothing before an upload is sent', async () => {
		const sight = createSight(undefined);
		await sight.follow(uploadOf('a.pdf', [extract]), async () => {
			expect([sight.ids(), sight.unclear()]).toEqual([[], []]);
			return [];
		});
	});

	it('is its name while it is under way, then its id', async () => {
		const sight = createSight(undefined);
		await sight.follow(uploadOf('a.pdf', [extract]), async (upload) => {
			const sent = upload.send();
			expect([sight.ids(), sight.unclear()]).toEqual([[], ['a.pdf']]);
			return await sent;
		});
		expect([sight.ids(), sight.unclear()]).toEqual([['id-1'], []]);
	});

	it('is nothing of one that Anesya did not accept', async () => {
		const sight = createSight(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'no' }]);
		await expect(sight.follow(upload, send)).rejects.toMatchObject({ accepted: 'no' });
		expect(sight.unclear()).toEqual([]);
	});

	it('is nothing of a lost one that was found not to be there', async () => {
		const sight = createSight(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe' }, { accepted: 'no' }]);
		const twice = async (followed: Upload) =>
			await send(followed).catch(async () => await send(followed));
		await expect(sight.follow(upload, twice)).rejects.toMatchObject({ accepted: 'no' });
		expect(sight.unclear()).toEqual([]);
	});

	it('is still the name of one that stays unclear', async () => {
		const sight = createSight(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe' }]);
		await expect(sight.follow(upload, send)).rejects.toMatchObject({ accepted: 'maybe' });
		expect(sight.unclear()).toEqual(['a.pdf']);
	});

	it('names the extracts that it may be', async () => {
		const sight = createSight(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe', candidates: ['x', 'y'] }]);
		await expect(sight.follow(upload, send)).rejects.toMatchObject({ accepted: 'maybe' });
		expect(sight.unclear()).toEqual(['a.pdf (x or y)']);
	});

	it('says of one that a stop cut off that Anesya may have accepted it', async () => {
		const sight = createSight(stopped);
		const cutOff = async (upload: Upload) => {
			await upload.send().catch(() => {});
			throw new Error('aborted');
		};
		await expect(
			sight.follow(uploadOf('a.pdf', [{ accepted: 'maybe' }]), cutOff),
		).rejects.toMatchObject({
			message: 'The upload of "a.pdf" was stopped',
			accepted: 'maybe',
		});
		expect(sight.unclear()).toEqual(['a.pdf']);
	});

	it('leaves the reason of a stop as it is where nothing had been sent', async () => {
		const reason = new Error('aborted');
		const unsent = async () => await Promise.reject(reason);
		await expect(createSight(stopped).follow(uploadOf('a.pdf', [extract]), unsent)).rejects.toBe(
			reason,
		);
	});
});
