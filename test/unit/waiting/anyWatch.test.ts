import fc from 'fast-check';

import { createWatch } from '../../../nodes/Anesya/waiting/watch';
import type { Service } from './virtualRoom';
import { extractAt, virtualRoom } from './virtualRoom';

const document = fc.record({
	/** When Anesya is done with it. */
	endsAt: fc.nat(100_000),
	timeout: fc.nat(90_000),
	firstCheckAfter: fc.nat(3_000),
	/** Whether a list shows it. */
	isListed: fc.boolean(),
	workflow: fc.constantFrom('a', 'b', undefined),
});

describe('Whatever the documents of a run are', () => {
	it('each is waited for until it has ended or its own time is up, and no longer', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 12 }), async (documents) => {
				const at = (id: string) => documents[Number(id)];
				const read: Service['read'] = (id, time) => ({ extract: extractAt(id, at(id)?.endsAt ?? 0, time) });
				const list: Service['list'] = (ids, time) => {
					const listed = [...ids].filter((id) => at(id)?.isListed);
					return { extracts: new Map(listed.map((id) => [id, extractAt(id, at(id)?.endsAt ?? 0, time)])), pages: 1 };
				};
				const room = virtualRoom({ read, list });
				const waitFor = createWatch(room);
				const ends = documents.map(async ({ endsAt, workflow, timeout, firstCheckAfter }, index) => {
					const { extract, timedOut } = await waitFor(String(index), { timeout, firstCheckAfter }, workflow);
					expect(extract?.id).toBe(String(index));
					expect(timedOut).toBe(extract?.status !== 'FINISHED');
					// A result that is there at the deadline is found.
					if (timedOut) expect(endsAt).toBeGreaterThan(timeout);
					return room.now() - timeout;
				});
				for (const late of await Promise.all(ends)) expect(late).toBeLessThanOrEqual(250);
			}),
		);
	});
});
