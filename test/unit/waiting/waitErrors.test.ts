import { textForTimeout } from '../../../nodes/Anesya/waiting/waitErrors';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const extract = { id: ID, status: 'IN_PROGRESS' };

describe('The text for a wait whose time is up', () => {
	it('says which document, and how long was waited', () => {
		expect(textForTimeout('a.pdf', ID, 15, { timedOut: true }).message).toBe(
			'"a.pdf" was not finished within 15 minutes',
		);
		expect(textForTimeout('a.pdf', ID, 1, { timedOut: true }).message).toMatch(/within 1 minute$/);
	});

	it.each([
		[
			'with its step',
			{ ...extract, extraction_step: 'OCR' },
			'Its last status was IN_PROGRESS (OCR). ',
		],
		['alone', { ...extract, extraction_step: null }, 'Its last status was IN_PROGRESS. '],
		['as unknown where it was never seen', undefined, 'Its last status was unknown. '],
	])('gives the last status %s', (_case, seen, text) => {
		expect(
			textForTimeout('a.pdf', ID, 15, { extract: seen, timedOut: true }).description,
		).toContain(text);
	});

	it('says that nothing is lost, and how to collect the result', () => {
		const { description } = textForTimeout('a.pdf', ID, 15, { extract, timedOut: true });
		expect(description).toContain('safe at Anesya and costs nothing more');
		expect(description).toContain(`Wait for Extraction and the Extract ID ${ID}`);
	});
});
