import { expect } from 'expect';

import type { Check } from '../../../checks';
import { openInbox } from '../../services/inbox';
import { withParameters } from '../../workflows/examples';
import type { ExamplesPlace } from './place';
import { example } from './place';

export const finished: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: a finished document is sent to a system of one\'s own',
		run: async (place) => {
			const { n8n, anesya } = place;
			const inbox = await openInbox();
			const { id } = anesya.seed({ documentName: 'elsewhere.pdf', data: { Total: 12.5 } });
			const workflow = withParameters(await example(place, 'finished-documents-to-an-api'), 'Send Data', { url: inbox.url });
			const { status, error } = await n8n.api.execute(await n8n.api.createWorkflow(workflow), 'Document Finished');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			expect(inbox.received).toMatchObject([{ Total: 12.5, _extract: { id, document_name: 'elsewhere.pdf' } }]);
		},
	},
];
