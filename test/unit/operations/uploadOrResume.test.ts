import { uploadOrResume } from '../../../nodes/Anesya/operations/extract/uploadOrResume';
import { createUploadTracker } from '../../../nodes/Anesya/operations/uploadTracker';
import type { LedgerEntry } from '../../../nodes/Anesya/uploading/ledgerEntry';
import { listing, portsTo, rowOf, uploadOf } from '../uploading/uploadFixtures';

describe('Two runs that share an entry of the ledger, as two Retries of one execution at once', () => {
	const { api } = listing(() => []);
	const runOf = () => ({ hint: () => {}, uploads: createUploadTracker(undefined) });
	const newEntry = (): LedgerEntry => ({ extracts: [], failed: new Set(), names: [] });
	const documentOf = ({ files: [file] }: ReturnType<typeof uploadOf>) =>
		file === undefined
			? []
			: [{ field: 'data', path: 'data', binary: { data: '', mimeType: 'application/pdf' }, file }];

	const uploadTwice = async (upload: ReturnType<typeof uploadOf>, entry: LedgerEntry) =>
		await Promise.all(
			[1, 2].map(
				async () =>
					await uploadOrResume(documentOf(upload), entry, () => upload, portsTo(api), runOf()),
			),
		);

	it('send its files once, and both have the extract', async () => {
		const upload = uploadOf('shared.pdf', [rowOf('shared', 'shared.pdf')]);
		const [first, second] = await uploadTwice(upload, newEntry());
		expect(first?.uploaded).toMatchObject([{ id: 'shared' }]);
		expect(second?.kept).toMatchObject([{ id: 'shared' }]);
		expect(upload.sent).toBe(1);
	});

	it('do not hold each other up: what the first one could not upload is sent by the second', async () => {
		const refused = { status: 403, retryable: false, accepted: 'no' } as const;
		const upload = uploadOf('refused.pdf', [refused, rowOf('later', 'refused.pdf')]);
		const entry = newEntry();
		const [first, second] = await uploadTwice(upload, entry);
		expect(first?.failure?.error).toMatchObject({ status: 403 });
		expect(second?.uploaded).toMatchObject([{ id: 'later' }]);
		expect(entry.underWay).toBeUndefined();
	});
});
