import { expect } from 'expect';

import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';

/** Runs last, over everything that the tests before it have left. */
export const secrecy: Array<TestCase<Environment>> = [
	{
		name: 'the token is in no execution and in no log',
		run: async ({ n8n, anesya }) => {
			const executions = await n8n.api.executions();
			expect(executions.length).toBeGreaterThan(0);
			for (const { id } of executions) {
				const response = await n8n.api.rest.get(`/rest/executions/${id}`);
				expect(response.status).toBe(200);
				expect(await response.text()).not.toContain(anesya.token);
			}
			expect(await n8n.log()).not.toContain(anesya.token);
			return `${executions.length} executions`;
		},
	},
];
