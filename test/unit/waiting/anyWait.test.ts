import fc from 'fast-check';

import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import { OUTPUT } from '../results/outputSettings';
import type { Service } from './virtualPorts';
import { extractAt, virtualPorts } from './virtualPorts';

interface Document {
	/** When Anesya is done with it. */
	endsAt: number;
	timeout: number;
	firstCheckAfter: number;
	/** Whether a list shows it. */
	isListed: boolean;
	workflow: string | undefined;
	/** Whether it comes only when the one before it is over. */
	isLater: boolean;
}

const document: fc.Arbitrary<Document> = fc.record({
	endsAt: fc.nat(100_000),
	timeout: fc.oneof(fc.nat(3_000), fc.nat(90_000)),
	firstCheckAfter: fc.nat(3_000),
	isListed: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, fc.constant(false)),
	workflow: fc.constantFrom('a', 'a', 'b', undefined),
	isLater: fc.boolean(),
});

describe('Whatever the documents of a run are', () => {
	it('each is waited for until it has ended or its own time is up, and no longer', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 12 }), async (documents) => {
				const seen = (id: string, time: number) =>
					extractAt(id, documents[Number(id)]?.endsAt ?? 0, time);
				const list: Service['list'] = (ids, time) => {
					const listed = [...ids].filter((id) => documents[Number(id)]?.isListed);
					return { extracts: new Map(listed.map((id) => [id, seen(id, time)])), pages: 1 };
				};
				const ports = virtualPorts({ read: (id, time) => ({ extract: seen(id, time) }), list });
				const waitFor = createWaitLoop(ports);

				/** How long a document was waited for beyond its deadline. */
				const follow = async (
					index: number,
					awaited: Document,
					before: Promise<number> | undefined,
				): Promise<number> => {
					const { endsAt, workflow, timeout, firstCheckAfter, isLater } = awaited;
					if (isLater) await before;
					const deadline = ports.now() + timeout;
					const { extract, timedOut } = await waitFor(
						{ id: String(index), workflow, output: OUTPUT },
						{ timeout, firstCheckAfter },
					);
					expect(extract?.id).toBe(String(index));
					expect(timedOut).toBe(extract?.status !== 'FINISHED');
					// A result that is there at the deadline is found.
					if (timedOut) expect(endsAt).toBeGreaterThan(deadline);
					return ports.now() - deadline;
				};
				const ends: Array<Promise<number>> = [];
				for (const [index, awaited] of documents.entries())
					ends.push(follow(index, awaited, ends.at(-1)));
				for (const late of await Promise.all(ends)) expect(late).toBeLessThanOrEqual(250);
			}),
		);
	});
});
