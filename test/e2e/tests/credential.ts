import { expect } from 'expect';

import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';

/** The credential test that runs when a credential is saved. */
export const credential: Array<TestCase<Environment>> = [
	{
		name: 'a good token passes the credential test, with a pasted "Bearer " too',
		run: async (environment) => {
			expect(await test(environment, environment.anesya.token)).toMatchObject({ status: 'OK' });
			expect(await test(environment, ` Bearer ${environment.anesya.token} `)).toMatchObject({
				status: 'OK',
			});
		},
	},
	{
		name: 'a bad token fails it, and the text says what to do',
		run: async (environment) => {
			const { status, message } = await test(environment, 'expired-token');
			expect({ status, message }).toEqual({
				status: 'Error',
				message: expect.stringMatching(/token.*(create|paste)/is),
			});
			expect(message).not.toContain('expired-token');
		},
	},
	{
		name: 'a wrong Base URL fails it, and the text names the default one',
		run: async (environment) => {
			expect(
				await test(environment, environment.anesya.token, `${environment.anesya.url}/elsewhere`),
			).toEqual({
				status: 'Error',
				message: expect.stringContaining('https://api.anesya.app'),
			});
		},
	},
	{
		name: 'a Base URL that the node refuses fails it with the same text',
		run: async (environment) => {
			const { token, url } = environment.anesya;
			const refused = [
				[`${url}/?`, 'has a ? or #'],
				[`${url}#`, 'has a ? or #'],
				[url.replace('//', '\\\\'), 'is not a valid URL'],
			] as const;
			// One after the other: n8n 2.41 makes a node for each test, and tests at once delete each other's.
			for (const [baseUrl, text] of refused)
				expect(await test(environment, token, baseUrl)).toMatchObject({
					status: 'Error',
					message: expect.stringContaining(text),
				});
		},
	},
];

async function test({ n8n, anesya }: Environment, token: string, baseUrl = anesya.url) {
	return await n8n.api.testCredential(n8n.credential, { token, baseUrl });
}
