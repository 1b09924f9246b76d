import { expect } from 'expect';

import type { Check } from '../../checks';
import type { Place } from '../place';

/** What the editor says when a credential is saved. */
export const credential: Array<Check<Place>> = [
	{
		name: 'a good token passes the credential test, with a pasted "Bearer " too',
		run: async (place) => {
			expect(await test(place, place.anesya.token)).toMatchObject({ status: 'OK' });
			expect(await test(place, ` Bearer ${place.anesya.token} `)).toMatchObject({ status: 'OK' });
		},
	},
	{
		name: 'a bad token does not, and the text says what to do',
		run: async (place) => {
			const { status, message } = await test(place, 'expired-token');
			expect({ status, message }).toEqual({
				status: 'Error',
				message: expect.stringMatching(/token.*(create|paste)/is),
			});
			expect(message).not.toContain('expired-token');
		},
	},
	{
		name: 'a Base URL without an Anesya does not, and the text names the usual one',
		run: async (place) => {
			expect(await test(place, place.anesya.token, `${place.anesya.url}/elsewhere`)).toEqual({
				status: 'Error',
				message: expect.stringContaining('https://api.anesya.app'),
			});
		},
	},
];

async function test({ n8n, anesya }: Place, token: string, baseUrl = anesya.url) {
	return await n8n.api.testCredential(n8n.credential, { token, baseUrl });
}
