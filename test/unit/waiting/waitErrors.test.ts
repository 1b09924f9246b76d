import { interruptedWaitError, timeoutError } from '../../../nodes/Anesya/waiting/waitErrors';
import { errorWith } from '../transport/responses';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const extract = { id: ID, status: 'IN_PROGRESS' };

describe('The error when the time is up', () => {
	it('names the document, and how long the node waited', () => {
		expect(timeoutError('a.pdf', ID, 15, undefined).message).toBe(
			'"a.pdf" was not finished within 15 minutes',
		);
		expect(timeoutError('a.pdf', ID, 1, undefined).message).toMatch(/within 1 minute$/);
	});

	it.each([
		[
			'with its step',
			{ ...extract, extraction_step: 'OCR' },
			'Its last status was IN_PROGRESS (OCR). ',
		],
		['alone', { ...extract, extraction_step: null }, 'Its last status was IN_PROGRESS. '],
		['as unknown if it was never seen', undefined, 'Its last status was unknown. '],
	])('gives the last status %s', (_case, seen, text) => {
		expect(timeoutError('a.pdf', ID, 15, seen).description).toContain(text);
	});

	it('says that nothing is lost, and how to collect the result', () => {
		const { description } = timeoutError('a.pdf', ID, 15, extract);
		expect(description).toContain('safe at Anesya and costs nothing more');
		expect(description).toContain(`Wait for Extraction and this Extract ID: ${ID}`);
	});
});

it('The error of an extract that was deleted says how its document is processed again', () => {
	const unknown = errorWith({ status: 404, retryable: false, accepted: 'no' });
	const { message, description } = interruptedWaitError(unknown, ID);
	expect(message).toContain(ID);
	expect(description).toContain('upload its document again in a new execution');
	expect(description).not.toContain('collect it');
});
