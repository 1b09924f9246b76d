import {
	textForStatus,
	textForUnexpectedResponse,
} from '../../../nodes/Anesya/transport/errorTexts';

const statuses = Array.from({ length: 300 }, (_, index) => 300 + index);

describe('The text for a status', () => {
	it('names the status and says what to do next, for every status', () => {
		for (const status of statuses) {
			const { message, description } = textForStatus(status, '', true);
			expect(message).toMatch(new RegExp(`^[A-Z].*[^.] \\(HTTP ${status}\\)$`));
			expect(description).toMatch(/^[A-Z].*\.$/);
		}
	});

	it('avoids the words that n8n avoids', () => {
		for (const status of statuses) {
			expect(JSON.stringify(textForStatus(status, '', true))).not.toMatch(
				/\b(error|problem|failure|mistake)/i,
			);
		}
	});

	it('differs wherever the user must do something else', () => {
		const texts = [302, 400, 401, 403, 404, 405, 413, 415, 418, 429, 500].map(
			(status) => textForStatus(status, '', true).description,
		);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('mentions files only if one was sent', () => {
		expect(textForStatus(400, '', true).description).toContain('PDF');
		expect(textForStatus(400, '', false).description).toBe(
			'Check the values in the fields of this node.',
		);
	});

	it('quotes the reason that Anesya gives, as a sentence of its own', () => {
		const { description } = textForStatus(403, 'Insufficient credits.  ', true);
		expect(description).toMatch(/^Anesya says: Insufficient credits\. Check the credits/);
	});
});

describe('The text for an unexpected body', () => {
	it('says what was expected and what to do next', () => {
		const { message, description } = textForUnexpectedResponse('an extract');
		expect(message).toMatch(/: an extract was expected$/);
		expect(description).toContain('Check the Base URL');
	});
});
