import { DEFAULT_SCHEMA_ID } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/concurrency/sleep', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').shorterSleep(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterThrottling(),
);

const UNKNOWN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const start = [{ json: {} }];

let fixture: Fixture;
beforeEach(async () => (fixture = await openFixture()));
afterEach(async () => await fixture.close());

const nameAs = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		fixture.anesya.createSchema({
			name: `Schema ${index}`,
			description: 'One of many',
			additional_informations: null,
			schema: null,
		}),
	);

describe('Get (schema)', () => {
	const get = (schema: unknown = byId('={{ $json.id }}')) => ({
		resource: 'schema',
		operation: 'get',
		schema: JSON.parse(JSON.stringify(schema)),
	});

	it('returns the schema with its fields, linked to its input item', async () => {
		const [other] = nameAs(1);
		const { items } = await fixture.run(get(), [
			{ json: { id: DEFAULT_SCHEMA_ID } },
			{ json: { id: other?.id } },
		]);
		expect(items).toMatchObject([
			{
				json: { id: DEFAULT_SCHEMA_ID, name: 'Invoice', schema: { type: 'object' } },
				pairedItem: { item: 0 },
			},
			{ json: { name: 'Schema 0', schema: null }, pairedItem: { item: 1 } },
		]);
	});

	it('fails for a schema that does not exist, and continues with the others', async () => {
		const { error } = await fixture.run(get(), [{ json: { id: UNKNOWN } }]);
		expect(error?.message).toBe('Anesya does not know this ID (HTTP 404) [item 0]');
		const result = await fixture.run(
			get(),
			[{ json: { id: UNKNOWN } }, { json: { id: DEFAULT_SCHEMA_ID } }],
			{ onError: 'continueErrorOutput' },
		);
		expect(result.json).toMatchObject([{ name: 'Invoice' }]);
		expect(result.failed).toMatchObject([{ json: { error: { id: UNKNOWN } } }]);
	});

	it.each([
		[byId("={{ '' }}"), "The field 'Schema' is empty [item 0]"],
		[byId("={{ 'mine' }}"), "The field 'Schema' does not contain a valid ID: mine [item 0]"],
	])('refuses %j before anything is sent', async (schema, message) => {
		const { error } = await fixture.run(get(schema), start);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Choose the schema from the list');
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it('does not accept a response that is not a schema', async () => {
		fixture.anesya.fault({ path: /schema/, fault: { kind: 'response', status: 200, body: '[]' } });
		const { error } = await fixture.run(get(byId(DEFAULT_SCHEMA_ID)), start);
		expect(error?.message).toContain('a schema was expected');
	});
});

describe('Get Many (schemas)', () => {
	const list = (more = {}) => ({ resource: 'schema', operation: 'getAll', ...more });

	it('returns 50 by default, or all of them page by page', async () => {
		nameAs(119);
		const some = await fixture.run(list(), start);
		expect(some.items).toHaveLength(50);
		expect(some.items[0]).toMatchObject({ json: { name: 'Invoice' }, pairedItem: { item: 0 } });
		const all = await fixture.run(list({ returnAll: true }), start);
		expect(new Set(all.json.map(({ id }) => id)).size).toBe(120);
		expect(fixture.anesya.requests.map(({ query }) => query.page)).toEqual(['1', '1', '2', '3']);
	});

	it('requests no more than the limit', async () => {
		nameAs(9);
		const { json } = await fixture.run(list({ limit: 4 }), start);
		expect(json).toHaveLength(4);
		expect(fixture.anesya.requests).toMatchObject([{ query: { size: '4' } }]);
	});

	it('sends a refusal to the error output', async () => {
		fixture.anesya.fault({ path: /schema/, fault: { kind: 'response', status: 403 } });
		const { failed } = await fixture.run(list(), start, { onError: 'continueErrorOutput' });
		expect(failed).toMatchObject([
			{ json: { error: { message: expect.stringContaining('(HTTP 403)') } } },
		]);
	});
});

describe('Create (schema)', () => {
	it('names the schemas that were created before one was refused, so that they are not created twice', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'response', status: 400 } });
		const parameters = { ...withRows({ name: 'Total' }), name: '={{ $json.name }}' };
		const { error } = await fixture.run(
			parameters,
			['A', 'B'].map((name) => ({ json: { name } })),
		);
		const created = [...fixture.anesya.schemas.values()].at(-1);
		expect(error?.description).toContain(`Created already: ${created?.name} (${created?.id}).`);
	});

	const create = (more = {}) => ({
		resource: 'schema',
		operation: 'create',
		name: 'Orders',
		description: 'Orders of customers',
		...more,
	});
	const withRows = (...field: object[]) => create({ fields: { field } });
	const withJson = (fieldsJson: unknown) =>
		create({
			specifyFields: 'json',
			fieldsJson: typeof fieldsJson === 'string' ? fieldsJson : JSON.stringify(fieldsJson),
		});

	it('describes the schema by its name unless it is described', async () => {
		for (const description of ['', null, undefined]) {
			const { json } = await fixture.run({ ...withRows({ name: 'Total' }), description }, start);
			expect(json).toMatchObject([{ name: 'Orders', description: 'Orders' }]);
		}
	});

	it.each(['constructor', '__proto__', 'prototype', 'toString'])(
		'creates a field that is called %s',
		async (name) => {
			const { error } = await fixture.run(withRows({ name, required: true }), start);
			expect(error).toBeUndefined();
			const schema = Object([...fixture.anesya.schemas.values()].at(-1)?.schema);
			expect(schema.required).toEqual([name]);
			expect(Object.keys(schema.properties)).toEqual([name]);
		},
	);

	it('makes the documented format of a table of fields', async () => {
		const parameters = withRows(
			{
				name: 'Order Number',
				type: 'string',
				description: 'The number of the order',
				required: true,
			},
			{ name: 'Total', type: 'number', description: '' },
			{ name: 'State', type: 'enum', choices: 'open, paid', required: true },
			{ name: 'Tags', type: 'array' },
			{
				name: 'Lines',
				type: 'table',
				columns: {
					column: [
						{ name: 'Article' },
						{ name: 'Quantity', type: 'integer', description: 'How many' },
						{ name: 'Unit', type: 'enum', choices: 'kg, piece' },
					],
				},
			},
		);
		const options = { additionalInformation: 'CB means credit card.' };
		const { items, error } = await fixture.run({ ...parameters, options }, start);
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{
				json: {
					name: 'Orders',
					description: 'Orders of customers',
					additional_informations: 'CB means credit card.',
				},
				pairedItem: { item: 0 },
			},
		]);
		const id = String(items[0]?.json.id);
		expect(fixture.anesya.schemas.get(id)?.schema).toEqual({
			type: 'object',
			required: ['Order Number', 'State'],
			properties: {
				'Order Number': { type: 'string', description: 'The number of the order' },
				Total: { type: 'number', description: 'Total' },
				State: { type: 'enum', description: 'State', enum: ['open', 'paid'] },
				Tags: { type: 'array', description: 'Tags', items: { type: 'string' } },
				Lines: {
					type: 'array',
					description: 'Lines',
					items: {
						type: 'object',
						required: [],
						properties: {
							Article: { type: 'string', description: 'Article' },
							Quantity: { type: 'integer', description: 'How many' },
							Unit: { type: 'enum', description: 'Unit', enum: ['kg', 'piece'] },
						},
					},
				},
			},
		});
	});

	it('accepts the fields as JSON, and creates one schema per item', async () => {
		const schema = {
			type: 'object',
			required: ['Total'],
			properties: {
				Total: { type: 'number', description: 'To pay' },
				State: {
					type: 'enum',
					enum: ['open', 'paid'],
					description: 'State',
					'context:descriptions': ['Not paid', 'Paid'],
				},
				Buyer: {
					type: 'object',
					description: 'Who buys',
					required: [],
					properties: { Name: { type: 'string', description: 'Name' } },
				},
				Lines: {
					type: 'array',
					description: 'Lines',
					items: {
						type: 'object',
						required: [],
						properties: { Article: { type: 'string', description: 'Article' } },
					},
				},
			},
		};
		const { json } = await fixture.run({ ...withJson(schema), name: '={{ $json.name }}' }, [
			{ json: { name: 'A' } },
			{ json: { name: 'B' } },
		]);
		expect(json).toMatchObject([
			{ name: 'A', schema },
			{ name: 'B', schema },
		]);
	});

	it('accepts the fields as an object from an expression, and adds what other tools leave out of a JSON schema', async () => {
		const { json } = await fixture.run(
			create({ specifyFields: 'json', fieldsJson: '={{ $json.fields }}' }),
			[{ json: { fields: { properties: { Total: { type: 'number' } } } } }],
		);
		const properties = { Total: { type: 'number', description: 'Total' } };
		expect(json).toMatchObject([{ schema: { type: 'object', required: [], properties } }]);
	});

	it('makes the fields of an example of a result', async () => {
		const parameters = create({ specifyFields: 'example', example: '{ "Total": 12 }' });
		const { json } = await fixture.run(parameters, start);
		const properties = { Total: { type: 'number', description: 'Total' } };
		expect(json).toMatchObject([{ schema: { type: 'object', required: [], properties } }]);
	});

	it.each([
		[
			'invalid JSON',
			'{type: object}',
			"The field 'JSON Schema' does not contain a JSON object [item 0]",
		],
		[
			'another root',
			{ type: 'array' },
			`The schema must have the type "object" at its root ('JSON Schema') [item 0]`,
		],
	])('refuses JSON with %s before anything is sent', async (_case, json, message) => {
		const { error } = await fixture.run(withJson(json), start);
		expect(error?.message).toBe(message);
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it.each([
		[{}, "'Fields' is empty [item 0]"],
		[
			{ specifyFields: 'example', example: '{}' },
			"The field 'JSON Example' has no fields in it [item 0]",
		],
		[
			{ specifyFields: 'example', example: '[1]' },
			"The field 'JSON Example' does not contain a JSON object [item 0]",
		],
		[{ name: '={{ " " }}' }, "The field 'Name' is empty [item 0]"],
		[
			{ specifyFields: '={{ "xml" }}' },
			"The field 'Specify Fields' has an invalid value: xml [item 0]",
		],
		[{ fields: { field: [{ name: '' }] } }, "The field 'Fields > Name' is empty [item 0]"],
		[
			{ fields: { field: [{ name: 'A' }, { name: 'A' }] } },
			`"A" is used twice in 'Fields' [item 0]`,
		],
		[
			{ fields: { field: [{ name: 'A', type: '={{ "date" }}' }] } },
			"The field 'Fields > Type' has an invalid value: date [item 0]",
		],
		[
			{ fields: { field: [{ name: 'A', type: 'enum', choices: ' , ' }] } },
			`'Choices' of "A" is empty [item 0]`,
		],
		[
			{ fields: { field: [{ name: 'A', type: 'enum', choices: 'x, x' }] } },
			`"x" is used twice in 'Choices' of "A" [item 0]`,
		],
		[
			{
				fields: {
					field: [
						{ name: 'A', type: 'table', columns: { column: [{ name: 'B' }, { name: 'B' }] } },
					],
				},
			},
			`"B" is used twice in 'Columns' of "A" [item 0]`,
		],
		[
			{
				fields: {
					field: [
						{
							name: 'A',
							type: 'table',
							columns: { column: [{ name: 'B', type: '={{ "table" }}' }] },
						},
					],
				},
			},
			"The field 'Fields > Columns > Type' has an invalid value: table [item 0]",
		],
		[{ fields: { field: [{ name: 'A', type: 'table' }] } }, `'Columns' of "A" is empty [item 0]`],
	])('refuses %j before anything is sent', async (wrong, message) => {
		const { error } = await fixture.run(create(wrong), start);
		expect(error?.message).toBe(message);
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it.each([
		['a lost response', { kind: 'lost-after-acceptance' }],
		['a 503', { kind: 'changed', change: () => ({ status: 503, body: 'Sorry' }) }],
		['a redirect', { kind: 'changed', change: () => ({ status: 303, body: '' }) }],
	] as const)('finds what it created in spite of %s', async (_case, fault) => {
		const before = new Set(fixture.anesya.schemas.keys());
		fixture.anesya.fault({ method: 'POST', fault });
		const { json, error } = await fixture.run(withRows({ name: 'A' }), start);
		expect(error).toBeUndefined();
		expect(fixture.anesya.schemas.size).toBe(2);
		expect(before.has(String(json[0]?.id))).toBe(false);
	});

	it('creates it again once it is certain that it is not there', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'response', status: 503 } });
		const { error } = await fixture.run(withRows({ name: 'A' }), start);
		expect(error).toBeUndefined();
		expect(fixture.anesya.schemas.size).toBe(2);
	});

	it('says where to look if the list cannot be read either', async () => {
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'response', status: 403 } });
		const { error } = await fixture.run(withRows({ name: 'A' }), start);
		expect(error?.description).toContain(
			'Anesya may have created "Orders" anyway: look for it with Get Many',
		);
		expect(fixture.anesya.schemas.size).toBe(2);
	});

	it('retries when it is throttled, and quotes Anesya when it is refused', async () => {
		fixture.anesya.fault({
			method: 'POST',
			fault: { kind: 'response', status: 429, headers: { 'Retry-After': '0' } },
		});
		const throttled = await fixture.run(withRows({ name: 'A' }), start);
		expect(throttled.json).toHaveLength(1);
		fixture.anesya.fault({
			method: 'POST',
			fault: { kind: 'response', status: 400, body: '{"name": ["Taken."]}' },
		});
		const refused = await fixture.run(withRows({ name: 'A' }), start, {
			onError: 'continueErrorOutput',
		});
		expect(refused.failed).toMatchObject([
			{
				json: {
					error: {
						description: 'Anesya says: name: Taken. Check the values in the fields of this node.',
					},
				},
			},
		]);
	});
});
