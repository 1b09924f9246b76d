import { expect } from 'expect';
import { fetch } from 'undici';
import { z } from 'zod';

import type { Check } from '../../../checks';
import { facture, invoice } from '../../../documents';
import { SLOW } from '../../place';
import { until } from '../../server/until';
import { inField } from '../parts';
import type { ExamplesPlace } from './place';
import { example } from './place';

const told = z.array(z.object({ id: z.string(), document_name: z.string(), status: z.string() }));

export const uploadNow: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: uploads are answered with their ids at once, and whoever asks later gets the fields or the status',
		run: async (place) => {
			const { api } = place.n8n;
			const hook = await api.listen(await example(place, 'upload-now-collect-later'));
			const { body } = await hook.postFiles([inField('one', invoice), inField('two', facture, `${SLOW}.pdf`)]);
			const [quick, slow] = told.parse(body).sort((a, b) => a.document_name.localeCompare(b.document_name));
			expect([quick?.document_name, slow?.document_name]).toEqual([invoice.name, `${SLOW}.pdf`]);

			const ask = async (id = '') => await (await fetch(`${hook.url}?id=${id}`)).json();
			const fields = await until('the quick one is finished', async () => {
				const answer = await ask(quick?.id);
				return JSON.stringify(answer).includes('_extract') ? answer : undefined;
			});
			expect(fields).toMatchObject([{ ...invoice.fields, _extract: { id: quick?.id } }]);
			expect(await ask(slow?.id)).toMatchObject([{ id: slow?.id, status: expect.stringMatching(/CREATED|IN_PROGRESS/) }]);
			await api.deactivate(hook.workflowId);
		},
	},
];
