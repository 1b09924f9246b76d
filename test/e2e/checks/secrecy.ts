import { expect } from 'expect';

import type { Check } from '../../checks';
import type { Place } from '../place';

/** Runs last: it looks at whatever the checks before it have left. */
export const secrecy: Array<Check<Place>> = [
	{
		name: 'the token stands in no execution and in no log',
		run: async ({ n8n, anesya }) => {
			const executions = await n8n.api.executions();
			expect(executions.length).toBeGreaterThan(0);
			for (const { id } of executions) {
				const answer = await n8n.api.rest.get(`/rest/executions/${id}`);
				expect(answer.status).toBe(200);
				expect(await answer.text()).not.toContain(anesya.token);
			}
			expect(await n8n.log()).not.toContain(anesya.token);
			return `${executions.length} executions`;
		},
	},
];
