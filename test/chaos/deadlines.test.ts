import type { RecordedRequest } from '../emulator';
import { overdueBy } from './deadlines';
import type { NodeRun } from './visibleResult';

const run: NodeRun = { uploads: false, tries: 1, startedAt: 0, endedAt: 15_000, timeout: 10_000 };
const request = (more: Partial<RecordedRequest>): RecordedRequest => ({
	method: 'GET',
	path: '/extract/',
	query: {},
	at: 0,
	tokenValid: true,
	hasAuthorization: true,
	accept: undefined,
	headers: '',
	contentType: undefined,
	aborted: false,
	documents: [],
	parts: [],
	...more,
});

describe('A run of a node', () => {
	it('is in time up to 5 seconds after the Timeout', () => {
		expect(overdueBy(run, [])).toBe(0);
		expect(overdueBy({ ...run, endedAt: 15_001 }, [])).toBe(1);
	});

	it.each([
		['upload', request({ method: 'POST', endedAt: 3_000 })],
		['search for a lost upload', request({ query: { search: 'a.png' }, endedAt: 3_000 })],
		['search by an ID', request({ query: { meta_key: 'x' }, endedAt: 3_000 })],
		['probe', request({ path: '/extract/00000000-0000-0000-0000-000000000000/', endedAt: 3_000 })],
		['comparison of documents', request({ path: '/document/1/', endedAt: 3_000 })],
	])('waits from the end of its last %s', (_kind, last) => {
		const late = { ...run, endedAt: 19_000 };
		expect(overdueBy({ ...late, uploads: true }, [last])).toBe(1_000);
		expect(overdueBy(late, [last])).toBe(4_000);
	});

	it('may list what is new as long as it may search for a lost upload', () => {
		const late = { ...run, uploads: true, endedAt: 145_000 };
		const upload = request({ method: 'POST', endedAt: 10_000 });
		expect(overdueBy(late, [upload, request({ endedAt: 129_000 })])).toBe(1_000);
		expect(overdueBy(late, [upload, request({ endedAt: 131_000 })])).toBe(120_000);
	});

	it('has its time once for each try of n8n', () => {
		expect(overdueBy({ ...run, tries: 2, endedAt: 31_000 }, [])).toBe(1_000);
	});
});
