import { Readable } from 'node:stream';

import { UPLOAD_ID_KEY } from '../../../nodes/Anesya/api/extract';
import type { ListRow } from '../../../nodes/Anesya/api/page';
import type { AnesyaClient } from '../../../nodes/Anesya/transport/client';
import { noteRenaming } from '../../../nodes/Anesya/uploading/ownership';
import { uploadOnce } from '../../../nodes/Anesya/uploading/uploadOnce';
import { responseWith } from '../transport/responses';
import { listing, portsTo, rowOf, uploadOf } from './uploadFixtures';

/** Only delays are shortened. */
jest.mock('../../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [1, 2] }));
jest.mock('../../../nodes/Anesya/transport/retry', () => ({
	...jest.requireActual('../../../nodes/Anesya/transport/retry'),
	writeRetryDelay: ({ retryable }: { retryable: boolean }) => (retryable ? 1 : undefined),
}));

/** An Anesya that searches, and has pages of 10. @param rows that a query finds, whatever else it asks for */
function apiWith(
	rows: (query: Record<string, unknown>) => ListRow[],
	account = 'account of this file',
) {
	const { api } = listing(() => []);
	api.send = async ({ query = {} }) => {
		const wanted = String(query.search ?? '').toLowerCase();
		const found = rows(query).filter(({ document_name }) =>
			String(document_name).toLowerCase().includes(wanted),
		);
		const page = Number(query.page);
		const results = found.slice((page - 1) * 10, page * 10);
		return responseWith({ count: found.length, next: null, results });
	};
	return { ...api, account };
}

const many = (count: number, nameOf: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => rowOf(`other-${index}`, nameOf(index)));

describe('A lost upload is not sent again although no search by its name finds it', () => {
	it('if it has a plain name that was made unique, far down in the list', async () => {
		const rows = [...many(150, (index) => `Other ${index}.pdf`), rowOf('own', 'Scan_x7Yk2aB.pdf')];
		const upload = uploadOf('Scan.pdf', [{}]);
		await expect(uploadOnce(upload, portsTo(apiWith(() => rows)))).rejects.toMatchObject({
			candidates: ['own'],
		});
		expect(upload.sent).toBe(1);
	});

	it('if the list never stops changing while it is read', async () => {
		const others = many(60, (index) => `moving.pdf ${index}`);
		const all = [...others.slice(0, 11), rowOf('own', 'moving.pdf'), ...others.slice(11)];
		// Others delete three, and upload them again, whenever a later page is read.
		const api = apiWith(({ page }) => all.slice(page === 1 ? 0 : 3));
		const upload = uploadOf('moving.pdf', [{}]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toThrow('It is not clear');
		expect(upload.sent).toBe(1);
	});

	it('if the list lacks what this process has created since', async () => {
		const ports = portsTo(apiWith(() => [], 'an account with a blind list'));
		const upload = uploadOf('unseen.pdf', [{}, rowOf('paid twice', 'unseen.pdf')]);
		const { send } = upload;
		upload.send = async () => {
			await uploadOnce(uploadOf('beside.pdf', [rowOf('beside it', 'beside.pdf')]), ports);
			return await send();
		};
		await expect(uploadOnce(upload, ports)).rejects.toThrow('It is not clear');
		expect(upload.sent).toBe(1);
	});

	it('if there is a new extract without a name', async () => {
		const api = apiWith(() => [{ ...rowOf('nameless', ''), document_name: null }]);
		const upload = uploadOf('unnamed.pdf', [{}, rowOf('also paid twice', 'unnamed.pdf')]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({
			candidates: ['nameless'],
		});
		expect(upload.sent).toBe(1);
	});

	it('if Anesya is known to change names beyond recognition, and there is a new extract', async () => {
		const api = apiWith(() => [rowOf('new', '7c9e6679')], 'a renaming account');
		noteRenaming(api.account, true);
		const upload = uploadOf('renamed.pdf', [{}]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({ candidates: ['new'] });
		expect(upload.sent).toBe(1);
	});
});

it('A lost upload is sent again if hundreds of older ones have names like its own, and little is read for that', async () => {
	const HOUR = 3_600_000;
	const older = Array.from({ length: 600 }, (_, index) =>
		rowOf(`older-${index}`, `Facture ${600 - index}.pdf`, HOUR + 1_000 * index),
	);
	let pages = 0;
	const api = apiWith(() => {
		pages += 1;
		return older;
	});
	const name = 'Facture 601.pdf';
	const upload = uploadOf(name, [{}, rowOf('sent-again', name)]);
	expect(await uploadOnce(upload, portsTo(api))).toMatchObject([{ id: 'sent-again' }]);
	expect(pages).toBeLessThan(20);
});

describe('A lost upload beside extracts of its name with the content of other files', () => {
	const uploadBeside = async (stored: Record<string, string>) => {
		const account = crypto.randomUUID();
		const rows = ['one', 'another'].map((id) => ({
			...rowOf(`${id} ${account}`, 'scan.pdf'),
			document_url: '/other/',
		}));
		const openFile: AnesyaClient['openFile'] = async (url) => ({
			status: 200,
			type: '',
			stream: Readable.from([Buffer.from(stored[url] ?? '')]),
			discard: async () => {},
		});
		const ports = portsTo({ ...apiWith(() => rows, account), openFile });
		const first = { ...rowOf(`first ${account}`, 'first.pdf'), document_url: '/first/' };
		await uploadOnce(uploadOf('first.pdf', [first], '%PDF first'), ports);
		const upload = uploadOf('scan.pdf', [{}, rowOf(`own-${account}`, 'scan.pdf')], '%PDF own');
		return { upload, rows, uploaded: uploadOnce(upload, ports) };
	};

	it('is sent again if Anesya stores what is sent', async () => {
		const stored = { '/first/': '%PDF first', '/other/': '%PDF other' };
		const { upload, uploaded } = await uploadBeside(stored);
		await expect(uploaded).resolves.toHaveLength(1);
		expect(upload.sent).toBe(2);
	});

	it.each([
		['stores documents in another form', { '/first/': '%PDF changed', '/other/': '%PDF other' }],
		['shows pages instead of them', { '/first/': '%PDF first', '/other/': '<html>' }],
	])('is left to the user if Anesya %s', async (_case, stored) => {
		const { upload, rows, uploaded } = await uploadBeside(stored);
		await expect(uploaded).rejects.toMatchObject({ candidates: rows.map(({ id }) => id) });
		expect(upload.sent).toBe(1);
	});
});

it('A lost upload does not adopt an extract of its name with other content, although it is not known what Anesya stores', async () => {
	const theirs = { ...rowOf('of a colleague', 'cold.pdf'), document_url: '/theirs/' };
	const openFile: AnesyaClient['openFile'] = async () => ({
		status: 200,
		type: '',
		stream: Readable.from([Buffer.from('%PDF theirs')]),
		discard: async () => {},
	});
	const upload = uploadOf('cold.pdf', [{}], '%PDF own');
	const ports = portsTo({ ...apiWith(() => [theirs], 'a cold account'), openFile });
	await expect(uploadOnce(upload, ports)).rejects.toMatchObject({ candidates: [theirs.id] });
});

describe('A lost upload with an ID of its own', () => {
	const withId = (outcomes: Parameters<typeof uploadOf>[1]) => ({
		...uploadOf('named.pdf', outcomes),
		uploadId: () => 'its-id',
	});

	it('is found among others if Anesya ignores the filter', async () => {
		const others = many(70, () => 'named.pdf').map((row) => ({ ...row, metadata: { a: 1 } }));
		const own = { ...rowOf('own', 'named.pdf'), metadata: { [UPLOAD_ID_KEY]: 'its-id' } };
		const api = apiWith(() => [...others, own]);
		expect(await uploadOnce(withId([{}]), portsTo(api))).toMatchObject([{ id: 'own' }]);
	});

	it('is not sent again if the extract that is found does not tell its metadata, and cannot be read', async () => {
		const api = apiWith(({ meta_key: key }) =>
			key === undefined ? [] : [rowOf('maybe', 'x.pdf')],
		);
		await expect(uploadOnce(withId([{}]), portsTo(api))).rejects.toMatchObject({
			candidates: ['maybe'],
		});
	});

	it.each([
		['an object', { [UPLOAD_ID_KEY]: 'its-id' }],
		['a text', JSON.stringify({ [UPLOAD_ID_KEY]: 'its-id' })],
	])(
		'is found in the list if the filter lags behind it, its metadata being %s',
		async (_form, metadata) => {
			const own = { ...rowOf(`own as ${typeof metadata}`, 'named.pdf'), metadata };
			const api = apiWith(({ meta_key: key }) => (key === undefined ? [own] : []));
			const upload = withId([{}, rowOf('paid twice', 'named.pdf')]);
			expect(await uploadOnce(upload, portsTo(api))).toMatchObject([{ id: own.id }]);
		},
	);

	it('is left to the user if an extract of its name has lost its metadata, and cannot be read', async () => {
		const api = apiWith(() => [{ ...rowOf('bare', 'named.pdf'), metadata: null }]);
		const upload = withId([{}, rowOf('paid twice', 'named.pdf')]);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({ candidates: ['bare'] });
	});

	it('is sent again if there is no extract with it', async () => {
		const upload = withId([{}, { retryable: false, accepted: 'no', status: 400 }]);
		const api = apiWith(() => []);
		await expect(uploadOnce(upload, portsTo(api))).rejects.toMatchObject({ status: 400 });
	});
});
