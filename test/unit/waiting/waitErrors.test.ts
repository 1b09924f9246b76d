import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
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
		expect(timeoutError('a.pdf', ID, 10 / 60, undefined).message).toMatch(/within 10 seconds$/);
	});

	it.each([
		[
			'with its step',
			{ ...extract, extraction_step: 'OCR' },
			'Its last status was IN_PROGRESS (OCR). ',
		],
		['alone', { ...extract, extraction_step: null }, 'Its last status was IN_PROGRESS. '],
		[
			'without an empty step',
			{ ...extract, extraction_step: '' },
			'Its last status was IN_PROGRESS. ',
		],
		['unless it was never seen', undefined, 'Its status could not be read. '],
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

describe('The error of a wait that cannot go on', () => {
	const text = { message: 'No', description: 'Run the workflow again.' };

	it('has the next step of its cause, if that is lasting', () => {
		const refused = new AnesyaApiError(text, { status: 401, retryable: false, accepted: 'no' });
		expect(interruptedWaitError(refused, ID).description).toMatch(/^Run the workflow again\. What/);
	});

	it('says how long Anesya asked to wait, and never to upload again', () => {
		const details = { status: 429, retryable: true, accepted: 'no', retryAfter: 60_000 } as const;
		const { description } = interruptedWaitError(new AnesyaApiError(text, details), ID);
		expect(description).toMatch(/^Anesya asks to wait 1 minute\. What Anesya has accepted stays/);
		expect(description).toContain('instead of uploading it again');
	});
});
