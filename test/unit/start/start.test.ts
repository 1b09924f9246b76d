import { once } from 'node:events';
import { createServer } from 'node:net';

import { exampleNames, readExample } from '../../e2e/workflows/examples';
import { portOption } from '../../ports';
import { withFilledInNote } from '../../start/filledInNote';
import { FIRST } from '../../start/importExamples';
import { welcome } from '../../start/welcome';

describe('npm start', () => {
	const started = {
		version: '2.41.1',
		url: 'http://127.0.0.1:5678',
		owner: { email: 'owner@example.com', password: 'secret' },
		first: { id: 'w1', name: 'A large batch' },
		examples: 8,
		workflowId: 'w-id',
		emulatorUrl: 'http://127.0.0.1:4010',
		files: '/tmp/files',
		documents: '/repo/test/documents',
	};

	it('names the list of workflows, the one to start with, and what the password is for', () => {
		const text = welcome(started);
		expect(text).toContain('http://127.0.0.1:5678/home/workflows');
		expect(text).toMatch(/Password +secret +\(a throwaway:/);
		expect(text).toContain(
			'Start with   "A large batch": choose Execute workflow\n             http://127.0.0.1:5678/workflow/w1',
		);
	});

	it('starts with an example that exists and needs no account but the one of Anesya', async () => {
		expect(await exampleNames()).toContain(FIRST);
		const { nodes } = await readExample(FIRST);
		const credentials = nodes.flatMap(({ credentials = {} }) => Object.keys(credentials));
		expect(credentials).toEqual(['anesyaApi']);
	});

	it('gives the ID of the Anesya workflow, for a workflow of the reader', () => {
		expect(welcome(started)).toMatch(/Build your own: .+paste its ID: w-id\s/s);
	});

	it('says in each note what is filled in, and grows the note upwards', async () => {
		for (const name of await exampleNames()) {
			const example = await readExample(name);
			const noteOf = ({ nodes }: typeof example) =>
				nodes.find(({ type }) => type.endsWith('.stickyNote'));
			const [before, after] = [noteOf(example), noteOf(withFilledInNote(example))];
			expect(after?.parameters.content).toMatch(
				/^## .+\n(.+\n\n)?\*\*Filled in already:\*\* the Anesya credential, the Anesya workflow and local folders\. \*\*In an n8n of your own, fill in:\*\* /,
			);
			const bottomOf = (note = before) =>
				Number(note?.position[1]) + Number(note?.parameters.height);
			expect([bottomOf(after), Number(after?.parameters.height)]).toEqual([
				bottomOf(),
				Number(before?.parameters.height) + 40,
			]);
		}
	});
});

describe('The option --port', () => {
	it('accepts a free port, and says what to do when it is not free', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		await expect(portOption(String(port), 'emulator')).rejects.toThrow(
			`Port ${port} is not free. Stop the program that uses it, or choose another one: npm run emulator -- --port ${port + 1}`,
		);
		server.close();
		await once(server, 'close');
		expect(await portOption(String(port), 'emulator')).toBe(port);
	});

	it.each(['', 'abc', '0', '70000', '1.5'])('rejects %j', async (given) => {
		await expect(portOption(given, 'start')).rejects.toThrow(
			`"${given}" is not a port: choose one between 1 and 65535`,
		);
	});
});
