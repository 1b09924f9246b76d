import { randomUUID } from 'node:crypto';

/** The schema of every workflow. */
export const DEFAULT_SCHEMA_ID = '5b1f4c1e-0f0a-4d6c-9d0e-6f3a7c1b2d4e';

/** The documented Schema object. */
export interface StoredSchema {
	id: string;
	name: string;
	description: string;
	additional_informations: string | null;
	schema: unknown;
	created_at: string;
	updated_at: string;
}

export type NewSchema = Pick<
	StoredSchema,
	'name' | 'description' | 'additional_informations' | 'schema'
>;

const INVOICE: NewSchema = {
	name: 'Invoice',
	description: 'Fields of an invoice',
	additional_informations: null,
	schema: {
		type: 'object',
		required: ['Invoice Number', 'Total'],
		properties: {
			'Invoice Number': { type: 'string', description: 'The number of the invoice' },
			Total: { type: 'number', description: 'The amount to pay' },
		},
	},
};

/** The schemas of the account. */
export class Schemas {
	readonly byId = new Map<string, StoredSchema>();

	constructor() {
		this.create(INVOICE, DEFAULT_SCHEMA_ID);
	}

	create(fresh: NewSchema, id: string = randomUUID()): StoredSchema {
		const now = new Date().toISOString().replace('Z', '000Z');
		const stored: StoredSchema = { id, ...fresh, created_at: now, updated_at: now };
		this.byId.set(id, stored);
		return stored;
	}
}
