import type { ApiResponse } from '../../../nodes/Anesya/transport/response';
import type { ApiRequest } from '../../../nodes/Anesya/transport/request';
import { getExtract } from '../../../nodes/Anesya/api/getExtract';
import { responseWith, apiWith } from '../transport/responses';

describe('A look at an extract', () => {
	const look = async (answer: ApiResponse, id = 'x') =>
		await getExtract(
			apiWith(async () => answer),
			id,
		);

	it('gives the extract as Anesya sent it', async () => {
		const extract = { id: 'x', status: 'FINISHED', extracted_data: { Total: 1 } };
		expect(await look(responseWith(extract))).toEqual({ extract, retryAfter: undefined });
	});

	it.each([
		[
			'a 202 with the extract',
			responseWith({ id: 'x', status: 'CREATED' }, { status: 202 }),
			'CREATED',
		],
		['a 202 without a body', responseWith('', { status: 202 }), undefined],
		['a 202 with anything', responseWith('Not ready', { status: 202 }), undefined],
		['a 200 without a body', responseWith(''), undefined],
		['a 204', responseWith('', { status: 204 }), undefined],
	])('takes %s for "not ready"', async (_case, answer, status) => {
		expect((await look(answer)).extract?.status).toBe(status);
	});

	it('hears when to look again', async () => {
		expect(await look(responseWith('', { status: 202, headers: { 'retry-after': '4' } }))).toEqual({
			retryAfter: 4_000,
		});
	});

	it.each([
		['of another extract', responseWith({ id: 'y', status: 'FINISHED' })],
		['that is HTML', responseWith('<h1>Log in</h1>')],
		['that is a list', responseWith([{ id: 'x', status: 'FINISHED' }])],
		['without a status', responseWith({ id: 'x' })],
	])('does not take an answer %s for a result', async (_case, answer) => {
		await expect(look(answer)).rejects.toThrow('an extract was expected');
	});

	it('goes to a path that no id can break out of', async () => {
		const calls: ApiRequest[] = [];
		const api = apiWith(async (call) => {
			calls.push(call);
			return responseWith('');
		});
		await getExtract(api, '../workflow/1?a=b');
		expect(calls).toEqual([{ method: 'GET', path: '/extract/..%2Fworkflow%2F1%3Fa%3Db/' }]);
	});
});
