/**
 * What a process remembers for several accounts. When it is full, the owner of most forgets what it
 * remembered first: nobody can make another one forget. An owner that has been idle counts for more, so
 * that what long ago runs left makes room for the runs of today.
 */
export interface FairMemory<Value> {
	get(owner: string, key: string): Value | undefined;
	/** Remembers a value as the newest of its owner. */
	set(owner: string, key: string, value: Value): void;
	/** Everything, the oldest of each owner first. */
	entries(): Array<[key: string, value: Value]>;
}

/** Milliseconds of idleness that double the weight of what an owner has. */
const IDLE = 60_000;

interface Owned<Value> {
	values: Map<string, Value>;
	/** When a value was set or asked for, in milliseconds of a clock that only runs forward. */
	activeAt: number;
}

/**
 * @param capacity values of all owners together
 * @param now milliseconds of a clock that only runs forward
 */
export function createFairMemory<Value>(
	capacity: number,
	now = () => performance.now(),
): FairMemory<Value> {
	const owners = new Map<string, Owned<Value>>();
	let size = 0;

	function forgetOne(): void {
		const time = now();
		let [heaviest, most] = ['', 0];
		for (const [owner, { values, activeAt }] of owners) {
			const weight = values.size * (1 + (time - activeAt) / IDLE);
			if (weight > most) [heaviest, most] = [owner, weight];
		}
		const values = owners.get(heaviest)?.values;
		const [oldest] = values?.keys() ?? [];
		if (oldest !== undefined && values?.delete(oldest)) size -= 1;
		if (values?.size === 0) owners.delete(heaviest);
	}

	return {
		get(owner, key) {
			const owned = owners.get(owner);
			if (owned !== undefined) owned.activeAt = now();
			return owned?.values.get(key);
		},
		set(owner, key, value) {
			const { values } = owners.get(owner) ?? { values: new Map<string, Value>() };
			owners.set(owner, { values, activeAt: now() });
			if (!values.delete(key)) size += 1;
			values.set(key, value);
			if (size > capacity) forgetOne();
		},
		entries: () => [...owners.values()].flatMap(({ values }) => [...values]),
	};
}
