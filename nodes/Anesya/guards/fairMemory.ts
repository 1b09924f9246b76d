/**
 * What a process remembers for several accounts. When it is full, an owner of much forgets what it
 * remembered first: nobody can make others forget. Where all have little, the one that has been idle for
 * longest does, so that what long ago runs left makes room for the runs of today.
 */
export interface FairMemory<Value> {
	get(owner: string, key: string): Value | undefined;
	/** Remembers a value as the newest of its owner. */
	set(owner: string, key: string, value: Value): void;
	/** Everything, the oldest of each owner first. */
	entries(): Array<[key: string, value: Value]>;
}

/** Owners that can have much, each a share of the capacity. */
const LARGE_OWNERS = 20;

/** @param capacity values of all owners together */
export function createFairMemory<Value>(capacity: number): FairMemory<Value> {
	/** The idlest owner first. */
	const owners = new Map<string, Map<string, Value>>();
	let size = 0;

	function valuesOf(owner: string): Map<string, Value> {
		const values = owners.get(owner) ?? new Map<string, Value>();
		owners.delete(owner);
		owners.set(owner, values);
		return values;
	}

	function forgetOne(): void {
		const [idlest] = owners;
		let [owner, values] = idlest ?? ['', new Map<string, Value>()];
		for (const [other, its] of owners)
			if (its.size > Math.max(values.size, capacity / LARGE_OWNERS)) [owner, values] = [other, its];
		const [oldest] = values.keys();
		if (oldest !== undefined && values.delete(oldest)) size -= 1;
		if (values.size === 0) owners.delete(owner);
	}

	return {
		get: (owner, key) => (owners.has(owner) ? valuesOf(owner).get(key) : undefined),
		set(owner, key, value) {
			const values = valuesOf(owner);
			if (!values.delete(key)) size += 1;
			values.set(key, value);
			if (size > capacity) forgetOne();
		},
		entries: () => [...owners.values()].flatMap((values) => [...values]),
	};
}
