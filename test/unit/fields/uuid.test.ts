import fc from 'fast-check';

import { ID_PATTERN, uuidFrom } from '../../../nodes/Anesya/fields/uuid';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('The id of a workflow or an extract', () => {
	it.each([ID, `  ${ID}\n`, ID.toUpperCase()])('is what was typed: %j', (typed) => {
		expect(uuidFrom(typed, 'Workflow')).toBe(ID);
	});

	it.each([
		`https://app.example.com/workflow/${ID}`,
		`https://app.example.com/workflows/${ID}/extracts?page=2`,
		`https://app.example.com/team/${OTHER}/Workflow/${ID}/extract/${OTHER}/`,
		`https://app.example.com/?team=${OTHER}&workflow=${ID}#top`,
	])('is found in an address after its name: %s', (address) =>
		expect(uuidFrom(address, 'Workflow')).toBe(ID),
	);

	it('is the first one in an address without names', () => {
		expect(uuidFrom(`https://app.example.com/w/${ID}/e/${OTHER}`, 'Workflow')).toBe(ID);
	});

	it('is missing in an empty field', () => {
		for (const empty of ['', '  ', undefined, null]) {
			expect(() => uuidFrom(empty, 'Extract')).toThrow("The field 'Extract ID' is empty");
		}
	});

	it.each([5, [ID], { value: ID }])(
		'is not found in what an expression returns if it is not text: %j',
		(value) =>
			expect(() => uuidFrom(value, 'Extract')).toThrow(
				`The field 'Extract ID' does not contain a valid ID: ${JSON.stringify(value)}`,
			),
	);

	it.each([
		'my workflow',
		ID.slice(1),
		`${ID}0`,
		`${ID} ${OTHER}`,
		`ftp://example.com/${ID}`,
		'https://app.example.com/workflow/12',
	])('is not found in %j, which the error quotes', (typed) =>
		expect(() => uuidFrom(typed, 'Workflow')).toThrow(
			`The field 'Workflow' does not contain a valid ID: ${typed}`,
		),
	);

	it('is found in any address that contains one, and nothing but an id is ever returned', () => {
		const id = fc.uuid();
		fc.assert(
			fc.property(
				id,
				fc.webUrl(),
				(own, address) => uuidFrom(`${address}/extract/${own.toUpperCase()}/`, 'Extract') === own,
			),
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.anything(),
					id,
					id.map((own) => `https://a.example/${own}/..//`),
				),
				(value) => {
					try {
						return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuidFrom(value, 'Extract'));
					} catch (refusal) {
						return refusal instanceof Error && refusal.message.startsWith("The field 'Extract ID'");
					}
				},
			),
		);
	});
});

describe('The editor', () => {
	it('accepts exactly what the node finds an id in', () => {
		const accepts = (typed: string) => new RegExp(ID_PATTERN).test(typed);
		const finds = (typed: string) => {
			try {
				return uuidFrom(typed, 'Workflow') !== '';
			} catch {
				return false;
			}
		};
		const typed = [
			ID,
			` ${ID} `,
			ID.toUpperCase(),
			`https://a.example/x/${ID}/`,
			`http://a.example/${ID}?a`,
			'x',
			`${ID}0`,
			`a ${ID}`,
		];
		expect(typed.map(accepts)).toEqual(typed.map(finds));
	});
});
