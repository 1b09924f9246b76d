import { expect } from 'expect';
import { fetch } from 'undici';
import { z } from 'zod';

import { facture, invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { SLOW } from '../../environment';
import { waitUntil } from '../../server/waitUntil';
import { inField } from '../inputs';
import { example } from './example';

const uploaded = z.array(z.object({ id: z.string(), document_name: z.string(), status: z.string() }));

export const uploadNow: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: uploads return their ids at once, and a later request returns the fields or the status',
		run: async (environment) => {
			const { api } = environment.n8n;
			const hook = await api.listen(await example(environment, 'upload-now-collect-later'));
			const { body } = await hook.postFiles([inField('one', invoice), inField('two', facture, `${SLOW}.pdf`)]);
			const [quick, slow] = uploaded.parse(body).sort((a, b) => a.document_name.localeCompare(b.document_name));
			expect([quick?.document_name, slow?.document_name]).toEqual([invoice.name, `${SLOW}.pdf`]);

			const ask = async (id = '') => await (await fetch(`${hook.url}?id=${id}`)).json();
			const fields = await waitUntil('the quick one is finished', async () => {
				const response = await ask(quick?.id);
				return JSON.stringify(response).includes('_extract') ? response : undefined;
			});
			expect(fields).toMatchObject([{ ...invoice.fields, _extract: { id: quick?.id } }]);
			expect(await ask(slow?.id)).toMatchObject([{ id: slow?.id, status: expect.stringMatching(/CREATED|IN_PROGRESS/) }]);
			await api.deactivate(hook.workflowId);
		},
	},
];
