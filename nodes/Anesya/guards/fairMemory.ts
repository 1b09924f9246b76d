/**
 * What a process remembers for several accounts. When it is full, the owner of most forgets what it
 * remembered first: nobody can make another one forget.
 */
export interface FairMemory<Value> {
	get(owner: string, key: string): Value | undefined;
	/** Remembers a value as the newest of its owner. */
	set(owner: string, key: string, value: Value): void;
	/** Everything, the oldest of each owner first. */
	entries(): Array<[key: string, value: Value]>;
}

/** @param capacity values of all owners together */
export function createFairMemory<Value>(capacity: number): FairMemory<Value> {
	const owners = new Map<string, Map<string, Value>>();
	let size = 0;

	function forgetOne(): void {
		let [largest, most] = ['', 0];
		for (const [owner, values] of owners)
			if (values.size > most) [largest, most] = [owner, values.size];
		const values = owners.get(largest);
		const [oldest] = values?.keys() ?? [];
		if (oldest !== undefined && values?.delete(oldest)) size -= 1;
		if (values?.size === 0) owners.delete(largest);
	}

	return {
		get: (owner, key) => owners.get(owner)?.get(key),
		set(owner, key, value) {
			const values = owners.get(owner) ?? new Map<string, Value>();
			owners.set(owner, values);
			if (!values.delete(key)) size += 1;
			values.set(key, value);
			if (size > capacity) forgetOne();
		},
		entries: () => [...owners.values()].flatMap((values) => [...values]),
	};
}
