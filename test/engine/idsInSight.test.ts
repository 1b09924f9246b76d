import type { Station } from './station';
import { openStation } from './station';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

import { invoice } from '../documents';
import { byId, itemWith } from './items';

let station: Station;
beforeEach(async () => {
	station = await openStation();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await station.close();
});

const upload = () => ({ operation: 'upload', workflow: byId(station.anesya.workflowId) });

describe('Many items', () => {
	it('do not open n8n’s store all at once: a process may open only so many files', async () => {
		const store = Container.get(BinaryDataService);
		const getMetadata = store.getMetadata.bind(store);
		let open = 0;
		let most = 0;
		jest.spyOn(store, 'getMetadata').mockImplementation(async (id) => {
			most = Math.max(most, (open += 1));
			return await getMetadata(id).finally(() => (open -= 1));
		});

		const item = await itemWith(invoice);
		// The last one cannot be used, so nothing is sent.
		const items = [...Array.from({ length: 300 }, () => item), { json: {} }];
		const { error } = await station.run(upload(), items);
		expect(error?.message).toContain('There is no file on this item');
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(20);
	});
});
