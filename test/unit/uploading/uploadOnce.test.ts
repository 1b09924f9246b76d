import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { currentInstant } from '../../../nodes/Anesya/transport/clock';
import { uploadOnce } from '../../../nodes/Anesya/uploading/uploadOnce';
import { listing, rowOf, uploadingTo, uploadOf } from './lostUpload';

/** Only times are shortened. */
jest.mock('../../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [5, 10] }));
jest.mock('../../../nodes/Anesya/transport/retry', () => ({
	...jest.requireActual('../../../nodes/Anesya/transport/retry'),
	writeRetryDelay: () => 1,
}));

describe('An upload whose answer is lost', () => {
	it('does not take what was created while it had to wait for its turn', async () => {
		const { api } = listing(() => [rowOf('of-a-colleague', 'waited.pdf', 9_000)]);
		const now = currentInstant();
		const upload = uploadOf('waited.pdf', [{ sentAt: now }, rowOf('its-own', 'waited.pdf')]);
		expect(await uploadOnce(upload, uploadingTo(api))).toMatchObject([{ id: 'its-own' }]);
		expect(upload.sent).toBe(2);
	});

	it('is left to the user where the machine slept meanwhile: nobody knows how old its extract is', async () => {
		const { api } = listing(() => [rowOf('maybe-its-own', 'slept.pdf', 600_000)]);
		const { monotonic, wall } = currentInstant();
		const upload = uploadOf('slept.pdf', [{ sentAt: { monotonic, wall: wall - 605_000 } }]);
		await expect(uploadOnce(upload, uploadingTo(api))).rejects.toMatchObject({
			candidates: ['maybe-its-own'],
		});
		expect(upload.sent).toBe(1);
	});

	it('leaves the next one of its name to the user, even if it is sure not to have arrived: it may be late', async () => {
		const rows = [rowOf('its-own', 'late.pdf')];
		const { api } = listing(() => rows.slice(1));
		expect(
			await uploadOnce(uploadOf('late.pdf', [{}, rowOf('its-own', 'late.pdf')]), uploadingTo(api)),
		).toMatchObject([{ id: 'its-own' }]);

		rows.push(rowOf('late-or-not', 'late.pdf'));
		const next = uploadOf('late.pdf', [{}]);
		await expect(uploadOnce(next, uploadingTo(api))).rejects.toMatchObject({
			candidates: ['late-or-not'],
		});
	});

	it('leaves no doubt once it is found', async () => {
		const rows = [rowOf('first', 'twice.pdf')];
		const { api } = listing(() => rows);
		expect(await uploadOnce(uploadOf('twice.pdf', [{}]), uploadingTo(api))).toMatchObject([
			{ id: 'first' },
		]);
		rows.push(rowOf('second', 'twice.pdf'));
		expect(await uploadOnce(uploadOf('twice.pdf', [{}]), uploadingTo(api))).toMatchObject([
			{ id: 'second' },
		]);
	});

	it('is not sent again where the list is longer than what is read of it, under its name or another form of it', async () => {
		const others = Array.from({ length: 600 }, (_, index) =>
			rowOf(`other-${index}`, `Scan ${index}.pdf`),
		);
		const { api } = listing(() => others);
		const upload = uploadOf('Scan 2026-05-01.pdf', [{}]);
		await expect(uploadOnce(upload, uploadingTo(api))).rejects.toThrow(
			'It is not clear whether Anesya took "Scan 2026-05-01.pdf"',
		);
		expect(upload.sent).toBe(1);
	});
});

it('Many lost uploads do not look all at once', async () => {
	const { api, looks } = listing(() => []);
	const uploads = Array.from({ length: 50 }, (_, index) =>
		uploadOf(`many-${index}.pdf`, [{}, rowOf(`m-${index}`, `many-${index}.pdf`)]),
	);
	const uploading = uploadingTo(api);
	await Promise.all(uploads.map(async (upload) => await uploadOnce(upload, uploading)));
	expect(looks.most).toBe(2);
	expect(looks.searches).toHaveLength(100);
});

describe('A stop', () => {
	it('ends an upload that waits for one of the same name, and leaves no doubt about it', async () => {
		const { api } = listing(() => []);
		let finish = () => {};
		const slow = {
			...uploadOf('queued.pdf', []),
			send: async () => await new Promise<[]>((resolve) => (finish = () => resolve([]))),
		};
		const first = uploadOnce(slow, uploadingTo(api));
		const stop = new AbortController();
		const waiting = uploadOnce(
			uploadOf('queued.pdf', []),
			uploadingTo(api, { signal: stop.signal }),
		);
		stop.abort(new Error('Stopped'));
		await expect(waiting).rejects.toThrow('Stopped');
		finish();
		await first;

		const { api: withRow } = listing(() => [rowOf('found', 'queued.pdf')]);
		expect(await uploadOnce(uploadOf('queued.pdf', [{}]), uploadingTo(withRow))).toMatchObject([
			{ id: 'found' },
		]);
	});

	it('that ends a request leaves it in doubt', async () => {
		const { api } = listing(() => [rowOf('whose', 'stopped.pdf')]);
		const stopped = {
			...uploadOf('stopped.pdf', []),
			send: async () => await Promise.reject(new Error('Stopped')),
		};
		await expect(uploadOnce(stopped, uploadingTo(api))).rejects.toThrow('Stopped');
		await expect(
			uploadOnce(uploadOf('stopped.pdf', [{}]), uploadingTo(api)),
		).rejects.toBeInstanceOf(AnesyaApiError);
	});
});
