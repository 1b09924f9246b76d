import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

/** How GitHub names the heading of each part of a page. */
function anchorsOf(page: string): string[] {
	const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)];
	return headings.map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
}

const linksIn = (text: string) => {
	const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)];
	return links.map(([, link, picture]) => link ?? picture ?? '');
};

it.each(PAGES)('The links of %s lead somewhere', (page) => {
	for (const link of linksIn(readFileSync(page, 'utf8'))) {
		if (/^https:/.test(link)) continue;
		if (link.startsWith('#')) expect(anchorsOf(page)).toContain(link.slice(1));
		else expect([link, existsSync(link)]).toEqual([link, true]);
	}
});

it('Links within the repository work on npm as well, which looks there for them', () => {
	const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
	expect(repository.url).toMatch(/^git\+https:\/\/github\.com\//);
});

it('The links in panels, and those to the documentation, lead to parts of the README', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(ts|json)$/.test(name))
			.map((name) => readFileSync(join(folder, name), 'utf8')),
	);
	const repository = /github\.com\/n8n-nodes-anesya\/n8n-nodes-anesya#([\w-]+)/g;
	const anchors = sources.flatMap((text) => [...text.matchAll(repository)].map(([, to]) => to));
	expect(anchors.length).toBeGreaterThan(5);
	// GitHub's own anchor of the README, above the list of files.
	expect([...anchorsOf('README.md'), 'readme']).toEqual(expect.arrayContaining(anchors));
});
