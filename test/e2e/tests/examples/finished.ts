import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { startHttpSink } from '../../services/httpSink';
import { withParameters } from '../../workflows/examples';
import { example } from './example';

export const finished: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: a finished document is sent to a system of one\'s own',
		run: async (environment) => {
			const { n8n, anesya } = environment;
			const inbox = await startHttpSink();
			const { id } = anesya.seed({ documentName: 'elsewhere.pdf', data: { Total: 12.5 } });
			const workflow = withParameters(await example(environment, 'finished-documents-to-an-api'), 'Send Data', { url: inbox.url });
			const { status, error } = await n8n.api.execute(await n8n.api.createWorkflow(workflow), 'Document Finished');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			expect(inbox.received).toMatchObject([{ Total: 12.5, _extract: { id, document_name: 'elsewhere.pdf' } }]);
		},
	},
];
