/** Characters of a text, or of a name, that weigh as much as a value. */
const CHARACTERS = 100;

/** What many items have alike. */
export interface Part {
	name: string;
	isList: boolean;
	/** Values, in all items together. */
	weight: number;
}

/** How many values there are in a value, itself included; a long text counts as several. */
export function weightOf(value: unknown): number {
	let weight = 0;
	const open = [value];
	while (open.length > 0) {
		const next = open.pop();
		weight += 1;
		if (typeof next === 'string') weight += Math.floor(next.length / CHARACTERS);
		if (typeof next !== 'object' || next === null) continue;
		if (Array.isArray(next)) for (const inner of next) open.push(inner);
		else
			for (const [name, inner] of Object.entries(next)) {
				weight += Math.floor(name.length / CHARACTERS);
				open.push(inner);
			}
	}
	return weight;
}

/** @returns those to be left out so that the rest weighs no more than `most`: lists first, then the heaviest, then the last */
export function tooMuch(parts: Part[], most: number): Part[] {
	let weight = parts.reduce((sum, part) => sum + part.weight, 0);
	const order = parts
		.map((part, place) => ({ part, place }))
		.sort(
			(a, b) =>
				Number(b.part.isList) - Number(a.part.isList) ||
				b.part.weight - a.part.weight ||
				b.place - a.place,
		);
	const leftOut: Part[] = [];
	for (const { part } of order) {
		if (weight <= most) break;
		weight -= part.weight;
		leftOut.push(part);
	}
	// A small list need not go where it is a field that is heavy.
	return leftOut.filter((part) => {
		if (weight + part.weight > most) return true;
		weight += part.weight;
		return false;
	});
}

/**
 * The most that each may have so that all together have no more than `total`: those that have little
 * keep all of it.
 *
 * @param least of each, in any case
 */
export function fairShare(weights: number[], total: number, least: number): number {
	let left = total;
	const ascending = [...weights].sort((a, b) => a - b);
	for (const [index, weight] of ascending.entries()) {
		const share = left / (ascending.length - index);
		if (weight > share) return Math.max(share, least);
		left -= weight;
	}
	return Infinity;
}
