import type { Extract } from '../../../nodes/Anesya/api/extract';
import { createUploadTracker } from '../../../nodes/Anesya/operations/uploadTracker';
import type { Upload } from '../../../nodes/Anesya/uploading/upload';
import { uploadOf } from '../uploading/uploadFixtures';

describe('What a run knows of its uploads', () => {
	const extract: Extract = { id: 'id-1', status: 'CREATED' };
	const send = async (upload: Upload) => await upload.send();
	const stopped = AbortSignal.abort();

	it('is nothing before an upload is sent', async () => {
		const uploads = createUploadTracker(undefined);
		await uploads.track(uploadOf('a.pdf', [extract]), async () => {
			expect([uploads.ids(), uploads.unclear()]).toEqual([[], []]);
			return [];
		});
	});

	it('is its name while it is under way, then its id', async () => {
		const uploads = createUploadTracker(undefined);
		await uploads.track(uploadOf('a.pdf', [extract]), async (upload) => {
			const sent = upload.send();
			expect([uploads.ids(), uploads.unclear()]).toEqual([[], ['a.pdf']]);
			return await sent;
		});
		expect([uploads.ids(), uploads.unclear()]).toEqual([['id-1'], []]);
	});

	it('is nothing of one that Anesya did not accept', async () => {
		const uploads = createUploadTracker(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'no' }]);
		await expect(uploads.track(upload, send)).rejects.toMatchObject({ accepted: 'no' });
		expect(uploads.unclear()).toEqual([]);
	});

	it('is nothing of a lost one that was found not to be there', async () => {
		const uploads = createUploadTracker(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe' }, { accepted: 'no' }]);
		const twice = async (followed: Upload) =>
			await send(followed).catch(async () => await send(followed));
		await expect(uploads.track(upload, twice)).rejects.toMatchObject({ accepted: 'no' });
		expect(uploads.unclear()).toEqual([]);
	});

	it('is still the name of one that stays unclear', async () => {
		const uploads = createUploadTracker(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe' }]);
		await expect(uploads.track(upload, send)).rejects.toMatchObject({ accepted: 'maybe' });
		expect(uploads.unclear()).toEqual(['a.pdf']);
	});

	it('names the extracts that it may be', async () => {
		const uploads = createUploadTracker(undefined);
		const upload = uploadOf('a.pdf', [{ accepted: 'maybe', candidates: ['x', 'y'] }]);
		await expect(uploads.track(upload, send)).rejects.toMatchObject({ accepted: 'maybe' });
		expect(uploads.unclear()).toEqual(['a.pdf (x or y)']);
	});

	it('says of one that a stop cut off that Anesya may have accepted it', async () => {
		const uploads = createUploadTracker(stopped);
		const cutOff = async (upload: Upload) => {
			await upload.send().catch(() => {});
			throw new Error('aborted');
		};
		await expect(
			uploads.track(uploadOf('a.pdf', [{ accepted: 'maybe' }]), cutOff),
		).rejects.toMatchObject({
			message: 'The upload of "a.pdf" was stopped',
			accepted: 'maybe',
		});
		expect(uploads.unclear()).toEqual(['a.pdf']);
	});

	it('leaves the reason of a stop as it is where nothing had been sent', async () => {
		const reason = new Error('aborted');
		const unsent = async () => await Promise.reject(reason);
		await expect(
			createUploadTracker(stopped).track(uploadOf('a.pdf', [extract]), unsent),
		).rejects.toBe(reason);
	});
});
