import type { Extract } from '../../../nodes/Anesya/api/extract';
import { plannedFiles } from '../../../nodes/Anesya/downloads/plannedFiles';

const extract = (more = {}): Extract => ({
	id: 'x',
	status: 'FINISHED',
	document_name: 'Été.v2.pdf',
	...more,
});

describe('The files that a download consists of', () => {
	it.each([
		['csv', 'csv', 'Été.v2.csv', 'text/csv'],
		['json', 'json', 'Été.v2.json', 'application/json'],
		['imagesZip', 'images', 'Été.v2.zip', 'application/zip'],
	] as const)('are one export for %s', (download, format, name, type) => {
		expect(plannedFiles(extract(), download)).toMatchObject([
			{ name, type, address: `/extract/x/?download=${format}` },
		]);
	});

	it.each([
		['Contract No.5', 'Contract No.5.csv'],
		['Invoice 12.2023', 'Invoice 12.2023.csv'],
		['Acme Inc.', 'Acme Inc..csv'],
		['report.v2', 'report.v2.csv'],
		['Dr.Smith', 'Dr.Smith.csv'],
		['scan.PDF', 'scan.csv'],
		['photo.jpeg', 'photo.csv'],
		['list.xlsx', 'list.csv'],
		[null, 'x.csv'],
		['inv.pdf?x=1', 'inv.csv'],
		['inv.pdf%3Fx=1', 'inv.pdf?x=1.csv'],
		['a.pdf#p=1.pdf?x=2', 'a.pdf#p=1.csv'],
		['Paid? no.pdf', 'Paid? no.csv'],
		['.pdf', 'document.csv'],
		[' .pdf', 'document.csv'],
		['2026/inv.pdf ', '2026_inv.csv'],
		[`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.csv`],
	])('keep all of a name that is not an extension: %s', (document_name, name) => {
		expect(plannedFiles(extract({ document_name }), 'csv')).toMatchObject([{ name }]);
	});

	it('are the document, at the address in the extract', () => {
		expect(
			plannedFiles(extract({ document_url: '/document/y/?type=extract' }), 'document'),
		).toMatchObject([{ name: 'Été.v2.pdf', address: '/document/y/?type=extract' }]);
		expect(
			plannedFiles(extract({ document_name: null, document_url: '/d/' }), 'document'),
		).toMatchObject([{ name: 'x' }]);
	});

	it('are all images, under their own names or that of the document', () => {
		const content_images = [
			{ id: 'a', name: 'logo.jpeg', url: '/images/a/' },
			{ id: 'b', name: null, url: '/images/b/' },
		];
		expect(plannedFiles(extract({ content_images }), 'images')).toMatchObject([
			{
				name: 'logo.jpeg',
				address: '/images/a/',
				details: { image_id: 'a', image_name: 'logo.jpeg', id: 'x' },
			},
			{ name: 'Été.v2-2', address: '/images/b/', details: { image_id: 'b', image_name: null } },
		]);
	});

	it('have names that differ, so that none replaces another one', () => {
		const namesOf = (names: Array<string | null>) => {
			const content_images = names.map((name, index) => ({ name, url: `/images/${index}/` }));
			return plannedFiles(extract({ content_images }), 'images').map(({ name }) => name);
		};
		expect(namesOf(['Logo.png', 'Logo.png', 'logo', 'Logo-2.png', null, 'Été.v2-5'])).toEqual([
			'Logo.png',
			'Logo-2.png',
			'logo-3',
			'Logo-2-2.png',
			'Été.v2-5',
			'Été.v2-5-2',
		]);
		const long = `${'x'.repeat(300)}.png`;
		expect(new Set(namesOf([long, long, long.slice(1)])).size).toBe(3);
		expect(namesOf(['a/b.png', 'a_b.png'])).toEqual(['a_b.png', 'a_b-2.png']);
	});

	it.each([undefined, null, '', 7, {}, [null, 'x', {}, { url: '' }]])(
		'are none if Anesya names none: %j',
		(nothing) => {
			expect(plannedFiles(extract({ content_images: nothing }), 'images')).toEqual([]);
			expect(plannedFiles(extract({ document_url: nothing }), 'document')).toEqual([]);
		},
	);
});
