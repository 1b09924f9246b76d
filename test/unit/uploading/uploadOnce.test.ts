import { Readable } from 'node:stream';

import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { AnesyaClient } from '../../../nodes/Anesya/transport/client';
import { currentInstant } from '../../../nodes/Anesya/transport/clock';
import type { UploadTrail } from '../../../nodes/Anesya/uploading/upload';
import { uploadOnce } from '../../../nodes/Anesya/uploading/uploadOnce';
import { errorWith } from '../transport/responses';
import { listing, portsTo, rowOf, uploadOf } from './uploadFixtures';

/** Only delays are shortened. */
jest.mock('../../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [5, 10] }));
jest.mock('../../../nodes/Anesya/transport/retry', () => ({
	...jest.requireActual('../../../nodes/Anesya/transport/retry'),
	writeRetryDelay: ({ retryable }: { retryable: boolean }) => (retryable ? 1 : undefined),
}));

/** Every document at Anesya has the content of the files here: none. */
const asEmptyFile: AnesyaClient['openFile'] = async () => ({
	status: 200,
	type: '',
	stream: Readable.from([]),
	discard: async () => {},
});

const otherContent = () => ({ stream: Readable.from([Buffer.from('other')]) });
const REFUSED = { status: 403, retryable: false, accepted: 'no' } as const;

describe('An upload whose response is lost', () => {
	it('does not adopt an extract that was created while it waited for its slot', async () => {
		const { api } = listing(() => [rowOf('of-a-colleague', 'waited.pdf', 9_000)]);
		await uploadOnce(uploadOf('known.pdf', [rowOf('known', 'known.pdf')]), portsTo(api));
		const now = currentInstant();
		const upload = uploadOf('waited.pdf', [{ sentAt: now }, rowOf('its-own', 'waited.pdf')]);
		expect(await uploadOnce(upload, portsTo(api))).toMatchObject([{ id: 'its-own' }]);
		expect(upload.sent).toBe(2);
	});

	it('and is known to have failed too late to send it again says so, and how long that took', async () => {
		const { api } = listing(() => []);
		await uploadOnce(uploadOf('before.pdf', [rowOf('before-late', 'before.pdf')]), portsTo(api));
		const tooLate = errorWith({ retryable: false, accepted: 'no' });
		const upload = { ...uploadOf('late.pdf', [{}]), sendBy: AbortSignal.abort(tooLate) };
		const ports = portsTo(api, { uploadLimiter: async (task) => await task() });
		const error: AnesyaApiError = await uploadOnce(upload, ports).catch((thrown) => thrown);
		expect(error).toMatchObject({
			message: 'It did not go well',
			retryable: false,
			accepted: 'no',
		});
		expect(error.description).toMatch(
			/^That was known 0 seconds after it was sent, too late to send/,
		);
		expect(error.description).toContain('Anesya did not have it when it was searched for');
	});

	describe('while no new extract has shown by which clock Anesya dates them', () => {
		const openFile = async (url: string) => ({
			...(await asEmptyFile(url)),
			...(url.includes('colleague') && otherContent()),
		});
		const cold = (row: ReturnType<typeof rowOf>) => {
			const { api } = listing(() => [{ ...row, document_url: `/document/${row.id}/` }]);
			return { ...api, account: `cold ${row.id}` };
		};

		it.each([
			['90 seconds behind', rowOf('behind', 'cold.pdf', 90_000)],
			[
				'rounded to the minute',
				{
					...rowOf('rounded', 'cold.pdf'),
					created_at: new Date().toISOString().replace(/:\d\d\.\d+/, ':00'),
				},
			],
			[
				'rounded to the hour',
				{
					...rowOf('by hour', 'cold.pdf'),
					created_at: new Date().toISOString().replace(/:\d\d:\d\d\.\d+/, ':00:00'),
				},
			],
		])('finds an extract of its name and content that is dated %s', async (_name, row) => {
			const upload = uploadOf('cold.pdf', [{}]);
			const ports = portsTo({ ...cold(row), openFile });
			expect(await uploadOnce(upload, ports)).toMatchObject([{ id: row.id }]);
			expect(upload.sent).toBe(1);
		});

		it('is left to the user if that has other content or none that can be read: Anesya may store another form', async () => {
			const row = rowOf('of-a-colleague', 'cold.pdf', 90_000);
			for (const api of [{ ...cold(row), openFile }, cold({ ...row, id: 'unread' })])
				await expect(uploadOnce(uploadOf('cold.pdf', [{}]), portsTo(api))).rejects.toMatchObject({
					candidates: [expect.any(String)],
				});
		});
	});

	it('is left to the user if the machine slept meanwhile: the age of its extract is unknown', async () => {
		const { api } = listing(() => [rowOf('maybe-its-own', 'slept.pdf', 600_000)]);
		const { monotonic, wall } = currentInstant();
		const upload = uploadOf('slept.pdf', [{ sentAt: { monotonic, wall: wall - 605_000 } }]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({
			candidates: ['maybe-its-own'],
		});
		expect(upload.sent).toBe(1);
	});

	it('leaves the next upload of its name to the user, even if it certainly has no extract yet: one may still appear', async () => {
		const rows = [rowOf('own-late', 'late.pdf')];
		const { api } = listing(() => rows.slice(1));
		expect(
			await uploadOnce(uploadOf('late.pdf', [{}, rowOf('own-late', 'late.pdf')]), portsTo(api)),
		).toMatchObject([{ id: 'own-late' }]);

		rows.push(rowOf('late-or-not', 'late.pdf'));
		const next = uploadOf('late.pdf', [{}]);
		await expect(uploadOnce(next, portsTo(api))).rejects.toMatchObject({
			candidates: ['late-or-not'],
		});
	});

	it('is resolved once it is found', async () => {
		const rows = [rowOf('first', 'twice.pdf')];
		const { api } = listing(() => rows);
		expect(await uploadOnce(uploadOf('twice.pdf', [{}]), portsTo(api))).toMatchObject([
			{ id: 'first' },
		]);
		rows.push(rowOf('second', 'twice.pdf'));
		expect(await uploadOnce(uploadOf('twice.pdf', [{}]), portsTo(api))).toMatchObject([
			{ id: 'second' },
		]);
	});

	it('may be found, and leaves another one of its name as unresolved as it was', async () => {
		const rows = [{ ...rowOf('of the next', 'same.pdf'), document_url: '/document/next/' }];
		const { api } = listing(() => rows);
		const stopped = {
			...uploadOf('same.pdf', []),
			send: async () => await Promise.reject(new Error('Stopped')),
		};
		await expect(uploadOnce(stopped, portsTo(api))).rejects.toThrow('Stopped');

		const next = uploadOf('same.pdf', [{}]);
		expect(await uploadOnce(next, portsTo({ ...api, openFile: asEmptyFile }))).toMatchObject([
			{ id: 'of the next' },
		]);

		rows.push({ ...rowOf('of the stopped one', 'same.pdf'), document_url: '/document/other/' });
		await expect(uploadOnce(uploadOf('same.pdf', [{}]), portsTo(api))).rejects.toMatchObject({
			candidates: ['of the stopped one'],
		});
	});

	it.each([
		['twice after a 503, which a router may send for a server that got it', undefined, 2],
		['twice after a 503 with a short Retry-After', 1, 2],
		['once after a 503 with a Retry-After that is longer than the search', 40, 1],
	])('is searched for %s', async (_case, retryAfter, searches) => {
		const name = `after-${searches}-${retryAfter}.pdf`;
		let listed = 0;
		const { api } = listing(() => ((listed += 1) >= searches ? [rowOf(`own ${name}`, name)] : []));
		const upload = uploadOf(name, [{ status: 503, retryAfter }]);
		expect(await uploadOnce(upload, portsTo(api))).toMatchObject([{ id: `own ${name}` }]);
		expect(upload.sent).toBe(1);

		const missing = { name: `missing-${name}`, id: `sent again ${name}` };
		const again = uploadOf(missing.name, [
			{ status: 503, retryAfter },
			rowOf(missing.id, missing.name),
		]);
		const empty = listing(() => []);
		await uploadOnce(again, portsTo(empty.api));
		expect(empty.searches.texts).toHaveLength(searches);
	});

	it.each([1, 3])('is found although the list refuses %i searches', async (failures) => {
		const name = `refused-${failures}.pdf`;
		const { api, searches } = listing(() => [rowOf(`found-${failures}`, name)]);
		const { send } = api;
		api.send = async (call) => {
			const response = await send(call);
			if (searches.texts.length > failures) return response;
			throw errorWith({ ...REFUSED, sentAt: currentInstant() });
		};
		const upload = uploadOf(name, [{}]);
		expect(await uploadOnce(upload, portsTo(api))).toMatchObject([{ id: `found-${failures}` }]);
		expect(upload.sent).toBe(1);
	});

	it('is left to the user if the list refuses all searches', async () => {
		const { api, searches } = listing(() => []);
		const { send } = api;
		api.send = async (call) => {
			await send(call);
			throw errorWith({ ...REFUSED, sentAt: currentInstant() });
		};
		const upload = uploadOf('refused.pdf', [{}]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({
			description: expect.stringContaining('Anesya may still have accepted "refused.pdf".'),
		});
		expect(searches.texts).toHaveLength(4);
	});

	it('is told apart by its content although that cannot be read at once', async () => {
		const rows = ['one', 'other'].map((id) => ({
			...rowOf(id, 'content.pdf'),
			document_url: `/document/${id}/`,
		}));
		const { api } = listing(() => rows);
		let reads = 0;
		const openFile: AnesyaClient['openFile'] = async (url) => {
			reads += 1;
			if (reads < 3) throw errorWith(REFUSED);
			return { ...(await asEmptyFile(url)), ...(url.includes('one') && otherContent()) };
		};
		const upload = uploadOf('content.pdf', [{}]);
		expect(await uploadOnce(upload, portsTo({ ...api, openFile }))).toMatchObject([
			{ id: 'other' },
		]);
	});

	it('does not adopt what somebody else uploaded under its name at the same moment', async () => {
		const stored: Record<string, string> = { '/known/': '%PDF known', '/theirs/': '%PDF theirs' };
		const theirs = { ...rowOf('theirs', 'moment.pdf'), document_url: '/theirs/' };
		const { api } = listing(() => [theirs]);
		const openFile: AnesyaClient['openFile'] = async (url) => ({
			...(await asEmptyFile(url)),
			stream: Readable.from([Buffer.from(stored[url] ?? '')]),
		});
		const ports = portsTo({ ...api, openFile });
		const known = { ...rowOf('known', 'known.pdf'), document_url: '/known/' };
		await uploadOnce(uploadOf('known.pdf', [known], '%PDF known'), ports);
		const own = rowOf('own of moment', 'moment.pdf');
		const lost = uploadOf('moment.pdf', [{}, own], '%PDF own');
		expect(await uploadOnce(lost, ports)).toMatchObject([{ id: 'own of moment' }]);
	});

	it('does not adopt what another upload of its name became while its document was read', async () => {
		const theirs = { ...rowOf('of another run', 'race.pdf'), document_url: '/race/' };
		const { api } = listing(() => [theirs]);
		let other: Promise<unknown> | undefined;
		const openFile: AnesyaClient['openFile'] = async () => {
			other ??= uploadOnce(uploadOf('race.pdf', [theirs]), portsTo(api));
			await other;
			throw errorWith(REFUSED);
		};
		const upload = uploadOf('race.pdf', [{}]);
		const uploaded = uploadOnce(upload, portsTo({ ...api, openFile }));
		await expect(uploaded).rejects.toMatchObject({ candidates: [theirs.id] });
		await expect(other).resolves.toMatchObject([{ id: theirs.id }]);
		expect(upload.sent).toBe(1);
	});

	it('does not adopt what was created long after its response was lost, if its content cannot be read', async () => {
		const later = rowOf('created later', 'later.pdf', -10_000);
		const { api } = listing(() => [later]);
		const uploaded = uploadOnce(uploadOf('later.pdf', [{}]), portsTo(api));
		await expect(uploaded).rejects.toMatchObject({ candidates: [later.id] });
	});

	it('is not sent again if only a part of the list is read, for its name or for a changed form of it', async () => {
		const others = Array.from({ length: 600 }, (_, index) =>
			rowOf(`other-${index}`, `Scan ${index}.pdf`),
		);
		const { api } = listing(() => others);
		const upload = uploadOf('Scan 2026-05-01.pdf', [{}]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toThrow(
			'It is not clear whether Anesya accepted "Scan 2026-05-01.pdf"',
		);
		expect(upload.sent).toBe(1);
	});
});

describe('An upload that is refused after an attempt was lost', () => {
	const refused = { accepted: 'no', retryable: false, status: 403 } as const;
	const unsent = { accepted: 'no', retryable: false, unsent: 'It was not sent.' } as const;

	it('becomes the extract of that attempt if it shows up late', async () => {
		const rows = [{ ...rowOf('late', 'refused.pdf'), document_url: '/document/late/' }];
		const upload = uploadOf('refused.pdf', [{}, refused]);
		const { api } = listing(() => (upload.sent === 2 ? rows : []));
		expect(await uploadOnce(upload, portsTo({ ...api, openFile: asEmptyFile }))).toMatchObject([
			{ id: 'late' },
		]);
	});

	it.each([
		[400, 1],
		[401, 0],
		[413, 0],
		[429, 0],
	])('with HTTP %i is searched for, if it has several files: %i', async (status, looks) => {
		const names = ['one', 'other'].map((part) => `${part} of ${status}.pdf`);
		const accepted = rowOf(`in part ${status}`, String(names[0]));
		const { api, searches } = listing(() => [accepted]);
		const causedElsewhere = status === 401;
		const failure = { ...refused, status, causedElsewhere };
		const upload = uploadOf(String(names[0]), [failure]);
		upload.files.push(...uploadOf(String(names[1]), []).files);
		const trail: UploadTrail = {};
		const candidates = looks === 0 ? undefined : [accepted.id];
		for (const tries of [1, 2]) {
			const uploaded = uploadOnce(upload, portsTo(api), trail);
			await expect(uploaded).rejects.toMatchObject({ candidates });
			expect(upload.sent).toBe(looks === 0 ? tries : 1);
		}
		expect(searches.texts.length > 0).toBe(looks > 0);
	});

	it('keeps its error if it has several files and none of them is there', async () => {
		const upload = uploadOf('first.pdf', [{ ...refused, status: 400 }]);
		upload.files.push(...uploadOf('second.pdf', []).files);
		const { api } = listing(() => []);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({
			accepted: 'no',
			description: 'Do something else.',
		});
	});

	it.each([refused, unsent])('is never called unsent: %j', async (last) => {
		const { api } = listing(() => []);
		const trail: UploadTrail = {};
		const uploaded = uploadOnce(uploadOf('gone.pdf', [{}, last]), portsTo(api), trail);
		await expect(uploaded).rejects.toMatchObject({
			accepted: 'no',
			description: expect.stringMatching(/^Anesya did not have it when it was searched for/),
		});
		await expect(uploaded).rejects.not.toMatchObject({
			description: expect.stringContaining('not sent'),
		});
		// A later try searches once more before it sends anything.
		expect(trail.lost).toMatchObject({ accepted: 'maybe', sentAt: expect.anything() });
	});

	it('stays unclear if the list cannot be read any more', async () => {
		const upload = uploadOf('unread.pdf', [{}, unsent]);
		const { api } = listing(() => []);
		const send: typeof api.send = async (call) =>
			upload.sent === 2 ? await Promise.reject(errorWith(unsent)) : await api.send(call);
		await expect(uploadOnce(upload, portsTo({ ...api, send }))).rejects.toMatchObject({
			accepted: 'maybe',
			description: expect.stringContaining('Anesya may still have accepted "unread.pdf"'),
		});
	});

	it('is sent at once in the next try if it is not there', async () => {
		const { api } = listing(() => []);
		const lost = errorWith({ accepted: 'maybe', retryable: false, sentAt: currentInstant() });
		const upload = uploadOf('next.pdf', [rowOf('own', 'next.pdf')]);
		expect(await uploadOnce(upload, portsTo(api), { lost })).toMatchObject([{ id: 'own' }]);
	});
});

it('Many lost uploads are not all searched for at once, and share what they can', async () => {
	const accepted = Array<ReturnType<typeof rowOf>>();
	const { api, searches } = listing(() => accepted);
	const uploads = Array.from({ length: 50 }, (_, index) => {
		const upload = uploadOf(`many-${index}.pdf`, [{}, rowOf(`m-${index}`, `many-${index}.pdf`)]);
		const send = async () => {
			const extracts = await upload.send();
			accepted.push(rowOf(`m-${index}`, `many-${index}.pdf`));
			return extracts;
		};
		return { ...upload, send, uploadId: index < 10 ? () => `id-${index}` : undefined };
	});
	const ports = portsTo(api);
	await Promise.all(uploads.map(async (upload) => await uploadOnce(upload, ports)));
	expect(searches.mostAtOnce).toBe(2);
	// Two searches by each ID, and some for all others together.
	expect(searches.texts.length).toBeGreaterThanOrEqual(22);
	expect(searches.texts.length).toBeLessThan(40);
});

describe('An aborted signal', () => {
	it('leaves an upload unresolved if it ends its request', async () => {
		const { api } = listing(() => [rowOf('whose', 'stopped.pdf')]);
		const stopped = {
			...uploadOf('stopped.pdf', []),
			send: async () => await Promise.reject(new Error('Stopped')),
		};
		await expect(uploadOnce(stopped, portsTo(api))).rejects.toThrow('Stopped');
		await expect(uploadOnce(uploadOf('stopped.pdf', [{}]), portsTo(api))).rejects.toBeInstanceOf(
			AnesyaApiError,
		);
	});
});
