import type { FaultTarget } from '../emulator';
import type { FaultRates } from './campaignFaults';
import { planFaults } from './campaignFaults';
import { generateExecutions } from './executions';
import { createRandom } from './random';

const upload = (...documentNames: string[]): FaultTarget => ({
	method: 'POST',
	path: '/workflow/x/extract/',
	query: {},
	documentNames,
});
const search = (name: string): FaultTarget => ({
	method: 'GET',
	path: '/extract/',
	query: { search: name },
});
const statusCheck = (id: string): FaultTarget => ({
	method: 'GET',
	path: `/extract/${id}/`,
	query: {},
});
const targets = ['a.png', 'b.png', 'c.png'].flatMap((name) => [
	upload(name),
	upload(name, 'd.png'),
	search(name),
	statusCheck(name),
	upload(name),
]);

const RATES: FaultRates = { upload: 0.5, 'status check': 0.5, list: 0.5 };
const planOf = (seed: string, rates = RATES) => planFaults(seed, rates, 1_000, (id) => id);
const kindsOf = (seed: string, order = targets) => {
	const plan = planOf(seed);
	order.forEach((target) => plan.faultFor(target));
	return plan.injected.map(({ kind, names }) => `${kind} (${names.join()})`);
};

describe('A plan of faults', () => {
	it('is the same with the same seed, and a different one with another seed', () => {
		expect(kindsOf('1')).toEqual(kindsOf('1'));
		expect(kindsOf('1')).not.toEqual(kindsOf('2'));
		expect(kindsOf('1').length).toBeGreaterThan(3);
	});

	it('does not depend on the order of the requests', () => {
		const [a, b, c] = [targets.slice(0, 5), targets.slice(5, 10), targets.slice(10)];
		expect(kindsOf('1', [...c, ...a, ...b]).sort()).toEqual(kindsOf('1').sort());
	});

	it('leaves a request alone before its documents are known, and where the rate is 0', () => {
		const plan = planOf('1', { upload: 1, 'status check': 0, list: 0 });
		expect([
			plan.faultFor({ ...upload(), documentNames: undefined }),
			plan.faultFor(statusCheck('a.png')),
			plan.faultFor(search('a.png')),
		]).toEqual([undefined, undefined, undefined]);
		expect(plan.faultFor(upload('a.png'))).toBeDefined();
	});
});

describe('The executions of a scenario', () => {
	it('are the same with the same seed', () => {
		expect(generateExecutions(createRandom('x'), 1, 50, 100)).toEqual(
			generateExecutions(createRandom('x'), 1, 50, 100),
		);
	});

	it('have the requested number of documents between them, each with its own number', () => {
		const documents = generateExecutions(createRandom('x'), 1, 50, 100).flatMap(({ items }) =>
			items.flat(),
		);
		expect(new Set(documents.map(({ number }) => number)).size).toBe(50);
		expect(new Set(documents.map(({ name }) => name)).size).toBeLessThan(50);
	});
});
