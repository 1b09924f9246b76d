import type { IDataObject } from 'n8n-workflow';

import { checkSchema } from '../../../nodes/Anesya/schemas/checkSchema';

describe('A schema as JSON', () => {
	const check = (schema: IDataObject) => checkSchema(schema, 'JSON Schema');

	it('gets what other tools leave out: types that are plain, descriptions, "required", "items"', () => {
		const fields = {
			properties: {
				Total: { type: 'number' },
				State: { enum: ['open', 'paid'] },
				Note: { type: ['string', 'null'] },
				Lines: { items: { properties: { Text: { type: 'string', description: 'A line' } } } },
				Tags: { type: 'array' },
			},
		};
		expect(check(fields)).toEqual({
			type: 'object',
			required: [],
			properties: {
				Total: { type: 'number', description: 'Total' },
				State: { type: 'enum', enum: ['open', 'paid'], description: 'State' },
				Note: { type: 'string', description: 'Note' },
				Lines: {
					type: 'array',
					description: 'Lines',
					items: {
						type: 'object',
						required: [],
						properties: { Text: { type: 'string', description: 'A line' } },
					},
				},
				Tags: { type: 'array', items: { type: 'string' }, description: 'Tags' },
			},
		});
	});

	it.each<[string, IDataObject, string]>([
		[
			'no fields',
			{ type: 'object', properties: {} },
			"The schema has no properties ('JSON Schema')",
		],
		[
			'an unknown type',
			{ type: 'object', properties: { Date: { type: 'date', description: 'x' } } },
			`"Date" has the unknown type "date" ('JSON Schema')`,
		],
		[
			'an unknown field under required',
			{
				type: 'object',
				required: ['Sum'],
				properties: { Total: { type: 'number', description: 'x' } },
			},
			`The schema requires the field "Sum", which it does not have ('JSON Schema')`,
		],
		[
			'required that is not a list',
			{
				type: 'object',
				required: 'Total',
				properties: { Total: { type: 'number', description: 'x' } },
			},
			`The schema has a "required" that is not a list ('JSON Schema')`,
		],
		[
			'an enum without values',
			{ type: 'object', properties: { State: { type: 'enum', description: 'x' } } },
			`"State" has no list of values under "enum" ('JSON Schema')`,
		],
		[
			'an array whose items are no object',
			{ type: 'object', properties: { Lines: { type: 'array', items: 'x' } } },
			`"Lines > items" is not an object with a type ('JSON Schema')`,
		],
		[
			'an error in a nested field',
			{
				type: 'object',
				properties: {
					Buyer: {
						type: 'object',
						description: 'x',
						properties: { Name: { type: 'text', description: 'x' } },
					},
				},
			},
			`"Buyer > Name" has the unknown type "text" ('JSON Schema')`,
		],
	])('is refused with %s, and the text names the place', (_case, schema, message) => {
		expect(() => check(schema)).toThrow(message);
	});
});
