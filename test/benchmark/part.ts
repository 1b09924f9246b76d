import type { Table } from './report/table';

/** How much time a measurement may take. */
export interface Effort {
	/** About two minutes for all parts, instead of fifteen. */
	isQuick: boolean;
	/** Tells what is going on. */
	print(line: string): void;
}

/** What a part measured. */
export interface Measured {
	tables: Table[];
	/** Everything that the tables were made of, to be written as JSON. */
	raw: unknown;
}

/** A part of the benchmark; a folder each. */
export interface Part {
	name: string;
	/** What it answers. */
	question: string;
	measure(effort: Effort): Promise<Measured>;
}
