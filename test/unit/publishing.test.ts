import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => {
	const text = readFileSync(join(FOLDER, name), 'utf8');
	return [name, text] as const;
});

it.each(workflows)('Foreign actions are pinned by commit, and get no token: %s', (_name, text) => {
	const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
	expect(actions.length).toBeGreaterThan(0);
	for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40}$/);
	const checkouts = text.split('uses: actions/checkout@').slice(1);
	for (const step of checkouts) expect(step.slice(0, 120)).toContain('persist-credentials: false');
	expect(text).toMatch(/^permissions:(\n {2}contents: read$| \{\}$)/m);
});

it('What may publish runs nothing of this project, and signs where the package was built', () => {
	const publish = readFileSync(join(FOLDER, 'publish.yml'), 'utf8');
	const [build = '', job = ''] = publish.split(/^ {2}publish:$/m);
	expect(build).not.toContain('id-token');
	expect(job).toContain('id-token: write');
	expect([...job.matchAll(/run: (.*)/g)].map(([, command]) => command)).toEqual([
		'npm publish ./*.tgz --provenance --access public --ignore-scripts',
	]);
	expect(job).not.toContain('checkout');
});
