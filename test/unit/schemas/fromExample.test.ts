import { schemaFromExample } from '../../../nodes/Anesya/schemas/fromExample';

describe('The schema of an example', () => {
	it('has the names and the kinds of the values, and the columns of all rows of a table', () => {
		const example = {
			Number: '2026-17',
			Total: 12,
			Paid: true,
			Date: null,
			Tags: [1],
			Buyer: { Name: 'A', Notes: {} },
			Lines: [{ Text: null, Price: 2.5 }, { Text: 'b', Discount: 1 }, 'odd'],
			Empty: [],
		};
		const text = (description: string) => ({ type: 'string', description });
		const number = (description: string) => ({ type: 'number', description });
		const object = (properties: object) => ({ type: 'object', required: [], properties });
		expect(schemaFromExample(example, 'JSON Example')).toEqual(
			object({
				Number: text('Number'),
				Total: number('Total'),
				Paid: { type: 'boolean', description: 'Paid' },
				Date: text('Date'),
				Tags: { type: 'array', description: 'Tags', items: { type: 'number' } },
				Buyer: { ...object({ Name: text('Name'), Notes: text('Notes') }), description: 'Buyer' },
				Lines: {
					type: 'array',
					description: 'Lines',
					items: object({
						Text: text('Text'),
						Price: number('Price'),
						Discount: number('Discount'),
					}),
				},
				Empty: { type: 'array', description: 'Empty', items: { type: 'string' } },
			}),
		);
	});

	it('is refused where it has no fields, or too many levels', () => {
		expect(() => schemaFromExample({}, 'JSON Example')).toThrow(
			"The field 'JSON Example' has no fields in it",
		);
		const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
		expect(() => schemaFromExample(deep, 'JSON Example')).toThrow('nested too deeply');
	});
});
