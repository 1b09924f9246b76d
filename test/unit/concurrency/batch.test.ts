import { createBatch } from '../../../nodes/Anesya/concurrency/batch';

const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('A batch', () => {
	const done: string[][] = [];
	beforeEach(() => void (done.length = 0));

	const work = async (wishes: string[]) => {
		const begun = [...wishes];
		await pause(20);
		done.push(begun);
		return begun.length;
	};

	it('does once what is asked for at about the same time', async () => {
		const batch = createBatch(work, 5);
		expect(
			await Promise.all(['a', 'b', 'c'].map(async (wish) => await batch(wish, undefined))),
		).toEqual([3, 3, 3]);
		expect(done).toEqual([['a', 'b', 'c']]);
	});

	it('begins anew for what is asked for later, one work after the other', async () => {
		const batch = createBatch(work, 1);
		const first = batch('a', undefined);
		await pause(10);
		const later = [batch('b', undefined), batch('c', undefined)];
		expect(await Promise.all([first, ...later])).toEqual([1, 2, 2]);
		expect(done).toEqual([['a'], ['b', 'c']]);
	});

	it('tells a failure to all who share it, and goes on', async () => {
		let isFailing = true;
		const batch = createBatch(async (wishes: string[]) => {
			if (isFailing) throw new Error('Failed');
			return wishes.length;
		}, 1);
		const both = [batch('a', undefined), batch('b', undefined)];
		await Promise.all(both.map(async (one) => await expect(one).rejects.toThrow('Failed')));
		isFailing = false;
		expect(await batch('c', undefined)).toBe(1);
	});

	it('is given up once nobody waits for it any more', async () => {
		let begin: (signal: AbortSignal) => void = () => {};
		const begun = new Promise<AbortSignal>((resolve) => (begin = resolve));
		const batch = createBatch(async (_wishes: string[], signal) => {
			begin(signal);
			await new Promise<never>(() => {});
		}, 1);
		const [one, other] = [new AbortController(), new AbortController()];
		const both = [batch('a', one.signal), batch('b', other.signal)];
		const signal = await begun;
		one.abort(new Error('Left'));
		await expect(both[0]).rejects.toThrow('Left');
		expect(signal.aborted).toBe(false);
		other.abort(new Error('Left'));
		await expect(both[1]).rejects.toThrow('Left');
		expect(signal.aborted).toBe(true);
	});
});
