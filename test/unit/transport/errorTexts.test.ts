import {
	textForStatus,
	textForUnexpectedResponse,
} from '../../../nodes/Anesya/transport/errorTexts';

/** The text for a refusal of Anesya itself. */
const textFor = (status: number, reason = '', sendsFile = true) =>
	textForStatus({ status, reason, json: {} }, sendsFile ? 'upload' : 'read');

const statuses = Array.from({ length: 300 }, (_, index) => 300 + index);

describe('The text for a status', () => {
	it('names the status and says what to do next, for every status', () => {
		for (const status of statuses) {
			const { message, description } = textFor(status);
			expect(message).toMatch(new RegExp(`^[A-Z].*[^.] \\(HTTP ${status}\\)$`));
			expect(description).toMatch(/^[A-Z].*\.$/);
		}
	});

	it('avoids the words that n8n avoids', () => {
		for (const status of statuses) {
			expect(JSON.stringify(textFor(status))).not.toMatch(/\b(error|problem|failure|mistake)/i);
		}
	});

	it('differs wherever the user must do something else', () => {
		const texts = [302, 400, 401, 402, 403, 404, 405, 407, 413, 415, 418, 429, 500].map(
			(status) => textFor(status).description,
		);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('mentions files only if one was sent', () => {
		expect(textFor(400).description).toContain('PDF');
		expect(textFor(400, '', false).description).toBe(
			'Check the values in the fields of this node.',
		);
	});

	it('does not blame the credits for a 403 that Anesya did not write', () => {
		const { message, description } = textForStatus(
			{ status: 403, reason: '', json: undefined },
			'upload',
		);
		expect(message).toContain('possibly not by Anesya but by a proxy');
		expect(description).toContain('check the credits');
	});

	it.each([
		[120_001, '3 minutes'],
		[3_600_000, '60 minutes'],
		[86_400_000, '24 hours'],
		[86_400_001, 'for more than a day'],
		[1e15, 'for more than a day'],
	])(
		'says how long Anesya asked to wait, if that is longer than a run waits: %i',
		(delay, text) => {
			const response = { status: 429, reason: '', json: {} };
			expect(textForStatus(response, 'upload', delay).description).toBe(
				`Anesya asks to wait ${text}. Run the workflow again after that.`,
			);
			expect(textForStatus(response, 'upload', 120_000)).toEqual(textForStatus(response, 'upload'));
		},
	);

	it.each([402, 409, 410, 422, 451])(
		'takes a reason with status %i for one of Anesya',
		(status) => {
			const { message, description } = textFor(status, 'It was archived');
			expect(message).not.toContain('does not understand');
			expect(description).toMatch(/^Anesya says: It was archived\. Check the /);
			expect(description).not.toContain('Base URL');
			const fromElsewhere = textForStatus({ status, reason: '', json: undefined }, 'upload');
			expect(fromElsewhere.description).toContain('Base URL');
		},
	);

	it('names the Base URL and a proxy for a 404 that Anesya did not write', () => {
		const { message, description } = textForStatus(
			{ status: 404, reason: '', json: undefined },
			'upload',
		);
		expect(message).toContain('or the request did not reach Anesya');
		expect(description).toMatch(/Check the ID and the Base URL .* a proxy/);
	});

	it('quotes the reason that Anesya gives, as a sentence of its own', () => {
		const { description } = textFor(403, 'Insufficient credits.  ');
		expect(description).toMatch(/^Anesya says: Insufficient credits\. Check the credits/);
	});
});

describe('The text for an unexpected body', () => {
	it('says what was expected and what to do next', () => {
		const { message, description } = textForUnexpectedResponse('an extract');
		expect(message).toMatch(/: an extract was expected$/);
		expect(description).toContain('Check the Base URL');
		for (const unread of ['<html>Sign in</html>', '{{ name }}', 'true or false', '[{"a":1}}]'])
			expect(textForUnexpectedResponse('an extract', unread)).toEqual({ message, description });
	});

	it.each([
		['', 'Anesya sent an empty response'],
		[' \n', 'Anesya sent an empty response'],
		['[', 'The response of Anesya broke off'],
		['[{"id":"7c9e', 'The response of Anesya broke off'],
		['\n{"id": "x", ', 'The response of Anesya broke off'],
	])('does not blame the Base URL if all that came is %j', (unread, message) => {
		expect(textForUnexpectedResponse('an extract', unread)).toEqual({
			message: `${message}: an extract was expected`,
			description: 'Try again in a few minutes.',
		});
	});
});
