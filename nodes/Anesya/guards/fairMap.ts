/** Values by key, of which each belongs to an owner for now. It is bounded without letting one owner push out others. */
export interface FairMap<Value> {
	get(key: string): Value | undefined;
	/** Remembers a value as the newest. When the map is full, the owner of most values loses the oldest one. */
	set(key: string, owner: string, value: Value): void;
}

/** @param capacity values of all owners together */
export function createFairMap<Value>(capacity: number): FairMap<Value> {
	const entries = new Map<string, { owner: string; value: Value }>();

	function forgetOne(): void {
		const counts = new Map<string, number>();
		for (const { owner } of entries.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
		const most = Math.max(...counts.values());
		for (const [key, { owner }] of entries)
			if (counts.get(owner) === most) return void entries.delete(key);
	}

	return {
		get: (key) => entries.get(key)?.value,
		set(key, owner, value) {
			// Back to the end: the entries are in the order in which they were set.
			entries.delete(key);
			entries.set(key, { owner, value });
			if (entries.size > capacity) forgetOne();
		},
	};
}
