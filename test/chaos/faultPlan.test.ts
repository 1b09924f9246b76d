import type { FaultTarget } from '../emulator';
import { chanceOf } from './chance';
import { drawExecutions } from './executions';
import type { Mix } from './faultPlan';
import { planFaults } from './faultPlan';

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
const look = (id: string): FaultTarget => ({ method: 'GET', path: `/extract/${id}/`, query: {} });
const targets = ['a.png', 'b.png', 'c.png'].flatMap((name) => [
	upload(name),
	upload(name, 'd.png'),
	search(name),
	look(name),
	upload(name),
]);

const MIX: Mix = { upload: 0.5, look: 0.5, list: 0.5 };
const planOf = (seed: string, mix = MIX) => planFaults(seed, mix, 1_000, (id) => id);
const kindsOf = (seed: string, order = targets) => {
	const plan = planOf(seed);
	order.forEach((target) => plan.faultFor(target));
	return plan.injected.map(({ kind, names }) => `${kind} (${names.join()})`);
};

describe('A plan of faults', () => {
	it('is the same again with the same seed, and another with another', () => {
		expect(kindsOf('1')).toEqual(kindsOf('1'));
		expect(kindsOf('1')).not.toEqual(kindsOf('2'));
		expect(kindsOf('1').length).toBeGreaterThan(3);
	});

	it('does not depend on whose request came first', () => {
		const [a, b, c] = [targets.slice(0, 5), targets.slice(5, 10), targets.slice(10)];
		expect(kindsOf('1', [...c, ...a, ...b]).sort()).toEqual(kindsOf('1').sort());
	});

	it('leaves a request alone before its documents are known, and where nothing is likely to happen', () => {
		const plan = planOf('1', { upload: 1, look: 0, list: 0 });
		expect([
			plan.faultFor({ ...upload(), documentNames: undefined }),
			plan.faultFor(look('a.png')),
			plan.faultFor(search('a.png')),
		]).toEqual([undefined, undefined, undefined]);
		expect(plan.faultFor(upload('a.png'))).toBeDefined();
	});
});

describe('The executions of a round', () => {
	it('are the same again with the same seed', () => {
		expect(drawExecutions(chanceOf('x'), 1, 50, 100)).toEqual(
			drawExecutions(chanceOf('x'), 1, 50, 100),
		);
	});

	it('have as many documents between them as they were asked for, each with a number of its own', () => {
		const documents = drawExecutions(chanceOf('x'), 1, 50, 100).flatMap(({ items }) =>
			items.flat(),
		);
		expect(new Set(documents.map(({ number }) => number)).size).toBe(50);
		expect(new Set(documents.map(({ name }) => name)).size).toBeLessThan(50);
	});
});
