import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { downloadOperation } from '../../nodes/Anesya/operations/extract/download';
import { getExtractOperation } from '../../nodes/Anesya/operations/extract/get';
import { getManyExtractsOperation } from '../../nodes/Anesya/operations/extract/getMany';
import { uploadOperation } from '../../nodes/Anesya/operations/extract/upload';
import { uploadAndWaitOperation } from '../../nodes/Anesya/operations/extract/uploadAndWait';
import { uploadWithoutWorkflowAndWaitOperation } from '../../nodes/Anesya/operations/extract/uploadWithoutWorkflowAndWait';
import { waitOperation } from '../../nodes/Anesya/operations/extract/wait';
import { invoice } from '../documents';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith, itemWithBytes } from './items';

jest.mock('../../nodes/Anesya/waiting/steadySchedule', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/waiting/steadySchedule'),
	firstCheckAfterUpload: () => 300,
}));

describe('Bad input is refused before anything is sent', () => {
	let fixture: Fixture;
	beforeAll(async () => (fixture = await openFixture()));
	afterAll(async () => await fixture.close());

	const workflow = () => byId(fixture.anesya.workflowId);

	it.each([
		// By an expression: what is typed into the field is checked by the editor and by n8n itself.
		[
			'an invalid workflow id',
			{ workflow: byId("={{ 'my workflow' }}") },
			"The field 'Workflow' does not contain a valid ID: my workflow [item 0]",
		],
		[
			'an empty workflow id',
			{ workflow: byId("={{ '' }}") },
			"The field 'Workflow' is empty [item 0]",
		],
		[
			'a binary field without a file',
			{ files: 'chosen', fileFields: 'scan' },
			`There is no file in the field "scan" ('Input Binary Fields') [item 0]`,
		],
		[
			'no binary field',
			{ files: 'chosen', fileFields: ' ' },
			"The field 'Input Binary Fields' is empty [item 0]",
		],
		[
			'a table field that is not text',
			{ output: 'rows', tableField: '={{ [1] }}' },
			"The field 'Table Field' must be text [item 0]",
		],
		[
			'a timeout that is not a number',
			{ options: { timeout: '={{ "soon" }}' } },
			"The field 'Timeout' must be a number of at least 0 [item 0]",
		],
	])('%s', async (_case, wrong, message) => {
		const { error } = await fixture.run({ workflow: workflow(), ...wrong }, [
			await itemWith(invoice),
		]);
		expect(error?.message).toBe(message);
		expect(error?.description).toBeDefined();
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it.each([
		['Files', { files: "={{ 'foo' }}" }],
		['Output', { output: "={{ 'Rows' }}" }],
		['Upload Other File Types', { options: { anyType: "={{ 'yes' }}" } }],
		['Upload Files Together', { options: { together: "={{ 'all' }}" } }],
		['Upload Small Images', { options: { smallImages: "={{ 'some' }}" } }],
		['Items Without Document', { options: { whenNoDocument: "={{ 'skip' }}" } }],
		['Add Extract Details', { options: { withDetails: "={{ 'id' }}" } }],
		['Keep Input Files', { options: { keepFiles: '={{ 2 }}' } }],
		['When Time Is Up', { options: { whenTimeIsUp: "={{ 'wait' }}" } }],
	])('an invalid value from an expression: %s', async (field, wrong) => {
		const { error } = await fixture.run({ workflow: workflow(), ...wrong }, [
			await itemWith(invoice),
		]);
		expect(error?.message).toContain(`The field '${field}' has an invalid value: `);
		expect(error?.description).toMatch(/^Use one of: [^.]*\. Nothing was sent\./);
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it('also if only a later item is bad, so that the good ones before it are not charged', async () => {
		const { error } = await fixture.run({ workflow: workflow() }, [
			await itemWith(invoice),
			{ json: {} },
		]);
		expect(error?.message).toBe('There is no file on this item [item 1]');
		expect(error?.context.itemIndex).toBe(1);
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it('and the error lists what was found if nothing can be uploaded', async () => {
		const { error } = await fixture.run({ workflow: workflow() }, [
			await itemWithBytes('a,b', 'table.csv', 'text/csv'),
		]);
		expect(error?.message).toBe('There is no file to upload on this item [item 0]');
		expect(error?.description).toContain('"table.csv" in the field data has the type text/csv');
	});

	it.each([
		[{}, "The field 'Extract ID' is empty [item 0]"],
		[{ id: 'none' }, "The field 'Extract ID' does not contain a valid ID: none [item 0]"],
	])('an item without an extract id: %j', async (json, message) => {
		const { error } = await fixture.run({ operation: 'wait', extractId: '={{ $json.id }}' }, [
			{ json },
		]);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('{{ $json.id }}');
	});

	it('and the error says how many items are bad, and that nothing was sent', async () => {
		const { error } = await fixture.run({ workflow: workflow() }, [
			{ json: {} },
			await itemWith(invoice),
			{ json: {} },
		]);
		expect(error?.description).toContain(
			'2 of 3 items cannot be used as they are. Nothing was sent.',
		);
	});

	it('and the error keeps what n8n says about an expression', async () => {
		const { error } = await fixture.run(
			{ operation: 'wait', extractId: "={{ $('Nowhere').item.json.id }}" },
			[{ json: {} }],
		);
		expect(error?.description).not.toBe('');
	});

	it('but an invalid option of one item fails only that item', async () => {
		const options = { anyType: "={{ $itemIndex === 0 ? $('Nowhere').first().json.any : false }}" };
		const items = [await itemWith(invoice), await itemWith(invoice)];
		const result = await fixture.run(
			{ workflow: workflow(), operation: 'upload', options },
			items,
			{ onError: 'continueErrorOutput' },
		);
		expect(result.items).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(result.failed).toHaveLength(1);
	});

	it('and an invalid option of the whole run sends all items to the error output', async () => {
		const items = [await itemWith(invoice), await itemWith(invoice)];
		const options = { uploadsAtOnce: "={{ 'many' }}" };
		const result = await fixture.run({ workflow: workflow(), options }, items, {
			onError: 'continueErrorOutput',
		});
		expect(result.items).toEqual([]);
		expect(result.failed).toMatchObject(
			Array(2).fill({
				json: { error: { message: "The field 'Uploads at Once' must be a number of at least 1" } },
				binary: { data: {} },
			}),
		);
	});

	it('and goes to the error output with Continue On Fail, while the good items go on', async () => {
		const items = [await itemWith(invoice), { json: { subject: 'Hello' } }];
		const result = await fixture.run({ workflow: workflow(), operation: 'upload' }, items, {
			onError: 'continueErrorOutput',
		});
		expect(result.json).toMatchObject([{ document_name: invoice.name }]);
		expect(result.failed).toMatchObject([
			{ json: { subject: 'Hello', error: { message: 'There is no file on this item' } } },
		]);
	});
});

describe('An unusable credential is explained', () => {
	it.each([
		['an empty token', { token: '  ' }, 'The Anesya credential has no token'],
		[
			'a token over two lines',
			{ token: 'abc\ndef' },
			'The Anesya token is incomplete or has extra characters',
		],
		[
			'plain http to another machine',
			{ baseUrl: 'http://api.anesya.app' },
			'The Base URL of the Anesya credential must start with https://',
		],
		[
			'a base URL that is not an address',
			{ baseUrl: 'anesya' },
			'The Base URL of the Anesya credential is not a valid URL',
		],
	])('%s', async (_case, credential, message) => {
		const fixture = await openFixture({ credential });
		const { error } = await fixture.run({ workflow: byId(fixture.anesya.workflowId) }, [
			await itemWith(invoice),
		]);
		const continued = await fixture.run(
			{ workflow: byId(fixture.anesya.workflowId) },
			[await itemWith(invoice)],
			{ onError: 'continueErrorOutput' },
		);
		await fixture.close();
		expect(error?.message).toBe(message);
		expect([continued.items, continued.failed]).toMatchObject([
			[],
			[{ json: { error: { message } } }],
		]);
		expect(fixture.anesya.requests).toHaveLength(0);
	});

	it.each(['  TOKEN ', 'Bearer TOKEN', 'token  TOKEN'])(
		'a token pasted as %j works',
		async (pasted) => {
			const fixture = await openFixture();
			const token = pasted.replace('TOKEN', fixture.anesya.token);
			await fixture.close();
			const second = await openFixture({ credential: { token } });
			const { error } = await second.run(
				{ operation: 'upload', workflow: byId(second.anesya.workflowId) },
				[await itemWith(invoice)],
			);
			await second.close();
			expect(error).toBeUndefined();
		},
	);

	it('a base URL with a slash at its end works', async () => {
		const other = await openFixture();
		const fixture = await openFixture({ credential: { baseUrl: `${other.anesya.url}/ ` } });
		const { error } = await fixture.run(
			{ operation: 'upload', workflow: byId(other.anesya.workflowId) },
			[await itemWith(invoice)],
		);
		expect(error).toBeUndefined();
		expect(other.anesya.extracts.size).toBe(1);
		await Promise.all([fixture.close(), other.close()]);
	});
});

describe('An expression that gives null', () => {
	let fixture: Fixture;
	beforeEach(async () => {
		const read = async () => ({ content: 'Text', data: { Total: 1 } });
		fixture = await openFixture({ processingMs: 0, read });
	});
	afterEach(async () => await fixture.close());
	const workflow = () => byId(fixture.anesya.workflowId);

	const NULL = '={{ null }}';
	const nullFor = ({ name, type, options = [] }: INodeProperties): INodeParameters => {
		if (type === 'collection')
			return { [name]: Object.fromEntries(options.map((option) => [option.name, NULL])) };
		return { [name]: type === 'resourceLocator' ? byId(NULL) : NULL };
	};

	it.each([
		[uploadAndWaitOperation, ['workflow']],
		[uploadWithoutWorkflowAndWaitOperation, []],
		[uploadOperation, ['workflow']],
		[waitOperation, ['extractId']],
		[getExtractOperation, ['extractId']],
		[getManyExtractsOperation, []],
		[downloadOperation, ['extractId']],
	])('is as if nothing was set, in every field and option: $value', async (operation, needed) => {
		const { id } = fixture.anesya.seed();
		const fields = operation.fields.filter(({ name }) => !needed.some((one) => one === name));
		const parameters = Object.assign({}, ...fields.map(nullFor));
		const { error, json, items } = await fixture.run(
			{ ...parameters, operation: operation.value, workflow: workflow(), extractId: id },
			[await itemWith(invoice)],
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		if (operation === downloadOperation)
			expect(Object.keys(items[0]?.binary ?? {})).toEqual(['data']);
	});

	it('is empty where something is needed', async () => {
		const { error } = await fixture.run({ workflow: byId(NULL) }, [await itemWith(invoice)]);
		expect(error?.message).toBe("The field 'Workflow' is empty [item 0]");
	});

	it.each([NULL, "={{ '' }}", ' '])(
		'in a filter is told, since all are listed then: %s',
		async (search) => {
			fixture.anesya.seed();
			const { json, hints } = await fixture.run({ operation: 'getAll', filters: { search } }, [
				{ json: {} },
			]);
			expect(json).toHaveLength(1);
			expect(hints).toEqual([
				"Extracts were not limited by these filters, because they are empty: 'Search' (item 0).",
			]);
		},
	);
});
