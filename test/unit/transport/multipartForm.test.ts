import { MultipartForm } from '../../../nodes/Anesya/transport/multipartForm';
import { errorWith } from './responses';

describe('A multipart form', () => {
	let opened: string[];
	beforeEach(() => (opened = []));

	const file = (name: string) => ({
		name,
		type: 'application/pdf',
		size: 3,
		async *stream() {
			opened.push(name);
			yield Buffer.from(name);
		},
	});
	const formOfTwo = () => {
		const form = new MultipartForm();
		form.append('extracts[0][document]', file('one'));
		form.append('extracts[1][document]', file('two'));
		return form;
	};
	const read = async (form: MultipartForm) => {
		const chunks: string[] = [];
		for (const [name, part] of form) {
			if (typeof part === 'string') chunks.push(`${name}=${part}`);
			else for await (const chunk of part.stream()) chunks.push(`${name}=${String(chunk)}`);
		}
		return chunks;
	};

	it('looks like a FormData to axios', () => expect(String(formOfTwo())).toBe('[object FormData]'));

	it('opens its files one after the other, each only when it is read', async () => {
		const form = formOfTwo();
		const sizes = [...form.entries()].map(([, part]) => (typeof part === 'string' ? 0 : part.size));
		expect([sizes, opened]).toEqual([[3, 3], []]);
		expect(await read(form)).toEqual(['extracts[0][document]=one', 'extracts[1][document]=two']);
		expect(opened).toEqual(['one', 'two']);
	});

	it('contains texts as well as files', async () => {
		const form = new MultipartForm();
		form.append('server', 'FR-1');
		form.append('document', file('one'));
		expect(await read(form)).toEqual(['server=FR-1', 'document=one']);
	});

	it('may have been sent only after its last file was read to the end', async () => {
		const form = formOfTwo();
		const [first, second] = [...form].flatMap(([, part]) =>
			typeof part === 'string' ? [] : [part],
		);
		for await (const chunk of first?.stream() ?? []) expect(String(chunk)).toBe('one');
		for await (const chunk of second?.stream() ?? []) {
			expect(String(chunk)).toBe('two');
			expect(form.mayBeSent).toBe(false);
		}
		expect(form.mayBeSent).toBe(true);
	});

	it('keeps the error of a file that could not be read, which n8n 1.x does not pass on', async () => {
		const gone = errorWith({ retryable: false, accepted: 'no' });
		const form = new MultipartForm();
		form.append('document', {
			...file('gone'),
			size: 12,
			async *stream() {
				yield Buffer.from('half');
				throw gone;
			},
		});
		expect(form.error).toBeUndefined();
		await expect(read(form)).rejects.toBe(gone);
		expect(form.error).toBe(gone);
	});

	it.each([
		['fewer', 4, 3],
		['more', 2, 0],
	])(
		'fails for a file with %s bytes than declared, since Anesya would wait for the rest or misread the end',
		async (_case, size, most) => {
			const form = new MultipartForm();
			form.append('document', { ...file('one'), size });
			const chunks: unknown[] = [];
			const reading = (async () => {
				for (const [, part] of form)
					if (typeof part !== 'string') for await (const chunk of part.stream()) chunks.push(chunk);
			})();
			await expect(reading).rejects.toMatchObject({
				message: 'The size of "one" is not what n8n reports',
				retryable: false,
				accepted: 'no',
			});
			expect(form.error?.description).toContain(`${size} bytes`);
			expect(Buffer.concat(chunks.map((chunk) => Buffer.from(String(chunk))))).toHaveLength(most);
		},
	);

	it('closes a file that is not read to the end', async () => {
		let isOpen = true;
		const form = new MultipartForm();
		form.append('document', {
			...file('half'),
			size: 12,
			async *stream() {
				try {
					yield Buffer.from('half');
					yield Buffer.from('the rest');
				} finally {
					isOpen = false;
				}
			},
		});
		for (const [, part] of form)
			if (typeof part !== 'string') await part.stream()[Symbol.asyncIterator]().next();
		expect(isOpen).toBe(true);
		form.close();
		await new Promise(setImmediate);
		expect(isOpen).toBe(false);
	});

	it('opens its files again when it is sent again', async () => {
		const form = formOfTwo();
		expect(await read(form)).toEqual(await read(form));
		expect(opened).toEqual(['one', 'two', 'one', 'two']);
	});
});
