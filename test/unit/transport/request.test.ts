import { MultipartForm } from '../../../nodes/Anesya/transport/multipartForm';
import { toHttpRequest } from '../../../nodes/Anesya/transport/request';

describe("A call as options of n8n's HTTP helper", () => {
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

	it('does not follow redirects or throw for a status', () => {
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

	it('allows a large upload the time that it takes on a slow connection', () => {
		expect(timeoutFor(formOf(1_000))).toBe(300_008);
		expect(timeoutFor(formOf(200_000_000, 200_000_000))).toBe(300_000 + 3_200_000);
	});
});
