import { resolve } from 'node:path';

import { accountIn } from '../../demo/account';
import { documentsFrom } from '../../demo/documents';
import { reportOn, summary } from '../../demo/texts';
import { letter, samples } from '../../documents';

describe('The demo', () => {
	it('uses the real service only when the whole account is set', () => {
		const both = { ANESYA_TOKEN: 't', ANESYA_WORKFLOW_ID: 'w' };
		expect(accountIn({})).toBeUndefined();
		expect(accountIn(both)).toEqual({
			token: 't',
			workflowId: 'w',
			baseUrl: 'https://api.anesya.app',
		});
		expect(accountIn({ ...both, ANESYA_BASE_URL: 'http://127.0.0.1:1' })?.baseUrl).toBe(
			'http://127.0.0.1:1',
		);
	});

	it.each([
		[{ ANESYA_TOKEN: 't' }, 'ANESYA_WORKFLOW_ID'],
		[{ ANESYA_TOKEN: '', ANESYA_WORKFLOW_ID: 'w' }, 'ANESYA_TOKEN'],
		[{ ANESYA_BASE_URL: 'http://127.0.0.1:1' }, 'ANESYA_TOKEN and ANESYA_WORKFLOW_ID'],
	])(
		'stops when only %j of the account is set, and names what is missing',
		(environment, missing) => {
			expect(() => accountIn(environment)).toThrow(`For the real service, set ${missing} too.`);
		},
	);

	it('uses the given files, or the samples', async () => {
		expect(await documentsFrom([])).toBe(samples);
		expect(await documentsFrom([letter.path])).toEqual([
			{ name: 'letter.pdf', path: letter.path, mimeType: 'application/pdf' },
		]);
		await expect(documentsFrom([letter.path, 'nowhere.pdf'])).rejects.toThrow(
			`There is no file ${resolve('nowhere.pdf')}.`,
		);
		await expect(documentsFrom([__dirname])).rejects.toThrow(`${__dirname} is not a file.`);
	});

	it('says what happened to a document, and what to do next', () => {
		const error = {
			message: 'Anesya could not extract "a.pdf"',
			description: 'Upload it again.',
			id: '1',
			document_name: 'a.pdf',
			status: 'ERROR',
		};
		expect(reportOn({ error })).toEqual({
			kind: 'failed',
			rows: [
				['What happened', error.message],
				['What to do', 'Upload it again.'],
				['Extract ID', '1'],
			],
		});
		expect(
			reportOn({
				extracted_data: null,
				document_name: 'letter.pdf',
				classifier_result: null,
				content: 'Dear reader',
				_extract: {},
			}),
		).toEqual({
			kind: 'nothing',
			rows: [
				['What happened', 'Anesya read the document, and found nothing to extract.'],
				['What to do', expect.stringContaining('schema')],
				['Its text', 'Dear reader'],
			],
		});
		expect(reportOn({ Total: 5, _extract: {} })).toEqual({
			kind: 'extracted',
			rows: [['Total', 5]],
		});
	});

	it.each([
		[1, { nothing: 0, failed: 0 }, '1 document extracted, in 2.0 s'],
		[5, { nothing: 0, failed: 0 }, '5 documents extracted, in 2.0 s'],
		[
			4,
			{ nothing: 1, failed: 2 },
			'1 document extracted, 1 with nothing to extract, 2 not extracted, in 2.0 s',
		],
		[1, { nothing: 0, failed: 1 }, '0 documents extracted, 1 not extracted, in 2.0 s'],
	])('counts documents: %d, %j of them', (documents, others, text) =>
		expect(summary(documents, others, 2)).toBe(text),
	);
});
