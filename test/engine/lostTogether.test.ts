import { createHash } from 'node:crypto';

import { itemWithBytes } from './items';
import { useFixture } from './useFixture';

/** Only the delays between the searches are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [50, 100, 200] }));
jest.mock('../../nodes/Anesya/transport/outageLimits', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerTrials(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

/** Uploads whose responses are lost at once. */
const MANY = 20;

const HOUR = 3_600_000;

describe.each([
	['newest first', 100],
	['newest first', 10],
	['oldest first', 100],
	['by id', 10],
] as const)(
	'When many responses are lost at once (list: %s, pages of %i)',
	(listOrder, maxPageSize) => {
		const fixture = useFixture({ listOrder, maxPageSize });
		const { upload, uploads, ids } = fixture;

		const contents = Array.from({ length: MANY }, (_, index) => `%PDF ${index}`);
		const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'));

		async function lose(
			kind: 'lost-after-acceptance' | 'lost-before-acceptance',
			nameOf: (index: number) => string,
		) {
			fixture.anesya.fault({ method: 'POST', fault: { kind }, times: MANY });
			const items = contents.map(
				async (content, index) => await itemWithBytes(content, nameOf(index), 'application/pdf'),
			);
			const { json } = await fixture.run(
				upload({ options: { uploadsAtOnce: MANY } }),
				await Promise.all(items),
			);
			const reads = fixture.anesya.requests.filter(({ method }) => method === 'GET');
			const ofLists = reads.filter(({ path }) => path === '/extract/');
			return {
				documents: json.map(({ id }) => fixture.anesya.extracts.get(String(id))?.sha256),
				lists: ofLists.length,
				names: ofLists.filter(({ query }) => query.search !== undefined).length,
				contents: reads.filter(({ path }) => path.startsWith('/document/')).length,
			};
		}

		it('their searches share what they read of the list', async () => {
			const found = await lose('lost-after-acceptance', (index) => `document ${index}.pdf`);
			expect(found.documents).toEqual(hashes);
			expect(uploads()).toHaveLength(MANY);
			expect(found.lists).toBeLessThanOrEqual(MANY / 2);
			// Each document is looked at once before it counts.
			expect(found.contents).toBe(MANY);
		});

		it('so do those that find out that Anesya has none of them', async () => {
			const found = await lose('lost-before-acceptance', (index) => `document ${index}.pdf`);
			expect(found.documents).toEqual(hashes);
			expect(ids()).toHaveLength(MANY);
			expect(found.lists).toBeLessThanOrEqual(MANY);
		});

		it('files of one name are told apart by contents that are read once', async () => {
			const found = await lose('lost-after-acceptance', () => 'scan.pdf');
			expect(found.documents).toEqual(hashes);
			expect(uploads()).toHaveLength(MANY);
			expect(found.lists).toBeLessThanOrEqual(MANY);
			expect(found.contents).toBeLessThanOrEqual(MANY);
		});

		it('a list that is too long to be read as a whole is searched by name', async () => {
			for (let index = 0; index < 600; index += 1)
				fixture.anesya.seed({ documentName: `older ${index}.pdf` }, Date.now() - HOUR);
			const found = await lose('lost-after-acceptance', (index) => `document ${index}.pdf`);
			expect(found.documents).toEqual(hashes);
			expect(uploads()).toHaveLength(MANY);
			// An import has one date throughout: it shows no order.
			if (listOrder !== 'newest first') expect(found.names).toBeGreaterThanOrEqual(MANY);
		});
	},
);
