import type { Answer } from '../../../nodes/Anesya/api/answer';
import type { ApiCall } from '../../../nodes/Anesya/api/apiCall';
import { readExtract } from '../../../nodes/Anesya/api/readExtract';
import { answerWith, apiWith } from './answers';

describe('A look at an extract', () => {
	const look = async (answer: Answer, id = 'x') =>
		await readExtract(
			apiWith(async () => answer),
			id,
		);

	it('gives the extract as Anesya sent it', async () => {
		const extract = { id: 'x', status: 'FINISHED', extracted_data: { Total: 1 } };
		expect(await look(answerWith(extract))).toEqual({ extract, retryAfter: undefined });
	});

	it.each([
		[
			'a 202 with the extract',
			answerWith({ id: 'x', status: 'CREATED' }, { status: 202 }),
			'CREATED',
		],
		['a 202 without a body', answerWith('', { status: 202 }), undefined],
		['a 202 with anything', answerWith('Not ready', { status: 202 }), undefined],
		['a 200 without a body', answerWith(''), undefined],
		['a 204', answerWith('', { status: 204 }), undefined],
	])('takes %s for "not ready"', async (_case, answer, status) => {
		expect((await look(answer)).extract?.status).toBe(status);
	});

	it('hears when to look again', async () => {
		expect(await look(answerWith('', { status: 202, headers: { 'retry-after': '4' } }))).toEqual({
			retryAfter: 4_000,
		});
	});

	it.each([
		['of another extract', answerWith({ id: 'y', status: 'FINISHED' })],
		['that is HTML', answerWith('<h1>Log in</h1>')],
		['that is a list', answerWith([{ id: 'x', status: 'FINISHED' }])],
		['without a status', answerWith({ id: 'x' })],
	])('does not take an answer %s for a result', async (_case, answer) => {
		await expect(look(answer)).rejects.toThrow('an extract was expected');
	});

	it('goes to a path that no id can break out of', async () => {
		const calls: ApiCall[] = [];
		const api = apiWith(async (call) => {
			calls.push(call);
			return answerWith('');
		});
		await readExtract(api, '../workflow/1?a=b');
		expect(calls).toEqual([{ method: 'GET', path: '/extract/..%2Fworkflow%2F1%3Fa%3Db/' }]);
	});
});
