import { toolAnswer } from '../../../nodes/Anesya/operations/toolAnswer';
import { isTool } from '../../../nodes/Anesya/transport/nodeContext';
import { nodeWith } from './node';

const itemsOf = (...jsons: object[]) => jsons.map((json) => ({ json: { ...json } }));

describe('The answer that an AI agent gets', () => {
	it('is for the node as a tool only', () => {
		const typed = (type: string) => isTool({ getNode: () => ({ ...nodeWith(), type }) });
		expect(typed('n8n-nodes-anesya.anesyaTool')).toBe(true);
		expect(typed('n8n-nodes-anesya.anesya')).toBe(false);
	});

	it('is what the node outputs, if that is not long', () => {
		const items = itemsOf({ Total: 1, Lines: [{ Text: 'a'.repeat(20_000) }] }, { Total: 2 });
		expect(toolAnswer(items)).toEqual(items);
	});

	it('has the beginning of a long text, wherever it is, and how much was left out', () => {
		const text = 'b'.repeat(3_000_000);
		expect(toolAnswer(itemsOf({ content: text, of: [{ content: text }] }))).toEqual(
			itemsOf({
				content: expect.stringMatching(/^b{20000}\.\.\. \(2980000 more characters\)$/),
				of: [{ content: expect.stringMatching(/^b{20000}\.\.\. /) }],
			}),
		);
	});

	it('has as many items as fit, and how many were left out', () => {
		const rows = Array.from({ length: 20_000 }, (_, index) => ({ Row: index }));
		const answer = toolAnswer(itemsOf(...rows));
		expect(JSON.stringify(answer.map(({ json }) => json)).length).toBeLessThan(120_000);
		expect(answer[0]).toEqual({ json: { Row: 0 } });
		const left = 20_000 - (answer.length - 1);
		expect(answer.at(-1)?.json.note).toContain(`${left} more were left out`);
	});

	it('has the beginning of an item that is too long by itself', () => {
		const Lines = Array.from({ length: 50_000 }, (_, index) => ({ Row: index }));
		const [only, ...others] = toolAnswer(itemsOf({ Lines }, { Lines }));
		expect(others).toEqual([]);
		expect(only?.json).toEqual({
			note: expect.stringContaining('This is the beginning of 2 items'),
			beginning: expect.stringMatching(/^\{"Lines":\[\{"Row":0\}/),
		});
	});
});
