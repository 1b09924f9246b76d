import { getExtract } from '../../../nodes/Anesya/api/getExtract';
import type { ApiRequest } from '../../../nodes/Anesya/transport/request';
import type { ApiResponse } from '../../../nodes/Anesya/transport/response';
import { apiWith, responseWith } from '../transport/responses';

describe('Reading an extract', () => {
	const read = async (response: ApiResponse, id = 'x') =>
		await getExtract(
			apiWith(async () => response),
			id,
		);

	it('returns the extract as Anesya sent it', async () => {
		const extract = { id: 'x', status: 'FINISHED', extracted_data: { Total: 1 } };
		expect(await read(responseWith(extract))).toEqual({ extract, retryAfter: undefined });
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
	])('treats %s as "not ready"', async (_case, response, status) => {
		expect((await read(response)).extract?.status).toBe(status);
	});

	it('returns the delay that Anesya asks for', async () => {
		expect(await read(responseWith('', { status: 202, headers: { 'retry-after': '4' } }))).toEqual({
			retryAfter: 4_000,
		});
	});

	it.each([
		['of another extract', responseWith({ id: 'y', status: 'FINISHED' })],
		['that is HTML', responseWith('<h1>Log in</h1>')],
		['that is a list', responseWith([{ id: 'x', status: 'FINISHED' }])],
		['without a status', responseWith({ id: 'x' })],
	])('does not accept a response %s', async (_case, response) => {
		await expect(read(response)).rejects.toThrow('an extract was expected');
	});

	it('uses a path that no id can break out of', async () => {
		const calls: ApiRequest[] = [];
		const api = apiWith(async (call) => {
			calls.push(call);
			return responseWith('');
		});
		await getExtract(api, '../workflow/1?a=b');
		expect(calls).toEqual([{ method: 'GET', path: '/extract/..%2Fworkflow%2F1%3Fa%3Db/' }]);
	});
});
