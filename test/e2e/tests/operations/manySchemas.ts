import type { Emulator } from '../../../emulator';

/** More than fit on a page of the list. */
const MANY = 60;

/** Creates schemas until their list has two pages. */
export function createManySchemas({ schemas, createSchema }: Emulator): void {
	while (schemas.size < MANY) {
		createSchema({
			name: `Schema ${schemas.size}`,
			description: 'One of many',
			additional_informations: null,
			schema: null,
		});
	}
}
