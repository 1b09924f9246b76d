import { toHttpRequest } from '../../../nodes/Anesya/transport/request';
import { MultipartForm } from '../../../nodes/Anesya/transport/multipartForm';

describe('A call in the terms of n8n', () => {
	const BASE = 'https://api.anesya.app';
	const formOf = (...sizes: number[]) => {
		const form = new MultipartForm();
		form.append('server', 'FR-1');
		for (const size of sizes)
			form.append('document', { name: 'a.pdf', type: 'application/pdf', size, async *stream() {} });
		return form;
	};
	const timeoutFor = (form: MultipartForm) =>
		toHttpRequest({ method: 'POST', path: '/extract/', form }, BASE).timeout;

	it('follows no redirect and judges no status', () => {
		expect(
			toHttpRequest({ method: 'GET', path: '/extract/', query: { page: 1 } }, BASE),
		).toMatchObject({
			url: 'https://api.anesya.app/extract/',
			qs: { page: 1 },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
	});

	it('leaves a large upload the time that it takes on a slow line', () => {
		expect(timeoutFor(formOf(1_000))).toBe(300_008);
		expect(timeoutFor(formOf(200_000_000, 200_000_000))).toBe(300_000 + 3_200_000);
	});
});
