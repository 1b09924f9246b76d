import { readFileSync } from 'node:fs';
import type { INodeExecutionData } from 'n8n-workflow';

import { invoice } from '../documents';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe.each(['filesystem', 'default'] as const)(
	'A file that a Code node put into the item as text, binary mode %s',
	(binaryMode) => {
		const fixture = useFixture({ binaryMode });

		const base64 = readFileSync(invoice.path).toString('base64');
		const itemWithText = (data: string): INodeExecutionData => ({
			json: {},
			binary: { data: { data, mimeType: 'application/pdf', fileName: invoice.name } },
		});

		it.each([
			['plain base64', base64],
			['base64 in lines', base64.replace(/.{76}/g, '$&\r\n')],
			['a data URL', `data:application/pdf;base64,${base64}`],
		])('is uploaded completely from %s', async (_case, data) => {
			const { json, error } = await fixture.run(
				{ ...fixture.upload(), operation: 'uploadAndWait' },
				[itemWithText(data)],
			);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([invoice.fields]);
		});

		it('fails at once with its own message if it is not base64, and the others go on', async () => {
			const items = [itemWithText(`"${base64.slice(0, 400)}"`), itemWithText(base64)];
			const { json, failed } = await fixture.run(fixture.upload(), items, {
				onError: 'continueErrorOutput',
			});
			expect(json).toMatchObject([{ document_name: invoice.name }]);
			expect(failed).toMatchObject([
				{
					json: {
						error: {
							message: 'The size of "invoice.pdf" is not what n8n reports',
							description: expect.stringContaining('Convert to File'),
						},
					},
				},
			]);
			expect(fixture.anesya.extracts.size).toBe(1);
		});
	},
);
