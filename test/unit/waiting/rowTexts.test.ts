import { createRowTexts } from '../../../nodes/Anesya/waiting/rowTexts';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import { OUTPUT } from '../results/outputSettings';
import { extractAt, virtualPorts } from './virtualPorts';

const HOUR = 3_600_000;

describe('The text in the rows of a list', () => {
	it('is remembered for an hour', () => {
		const texts = createRowTexts();
		texts.note('w', 100, 0);
		expect([texts.of('w', HOUR), texts.of('w', HOUR + 1), texts.of('v', 0)]).toEqual([100, 0, 0]);
	});

	it('lets the next run read its few documents by themselves', async () => {
		const rowTexts = createRowTexts();
		const run = async () => {
			const ports = virtualPorts({
				read: (id, at) => ({ extract: extractAt(id, 8_000, at) }),
				list: (ids, at) => ({
					extracts: new Map([...ids].map((id) => [id, extractAt(id, 8_000, at)])),
					pages: 1,
					rows: 10,
					textLength: 1_000_000,
				}),
			});
			const waitFor = createWaitLoop({ ...ports, rowTexts });
			const limits = { timeout: 60_000, firstCheckAfter: 4_000 };
			await Promise.all(
				['a', 'b'].map(async (id) => await waitFor({ id, workflow: 'w', output: OUTPUT }, limits)),
			);
			return ports.lists.length;
		};
		expect(await run()).toBe(1);
		expect(await run()).toBe(0);
	});
});
