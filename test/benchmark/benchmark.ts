import type { Table } from './report/table';

/** How to run a benchmark. */
export interface RunOptions {
	/** About two minutes for all benchmarks, instead of fifteen. */
	isQuick: boolean;
	/** Prints what is going on. */
	print(line: string): void;
}

/** What a benchmark measured. */
export interface Measurements {
	tables: Table[];
	/** The figures that the README quotes. */
	headline?: Record<string, number>;
	/** All data behind the tables, to be written as JSON. */
	raw: unknown;
}

/** One benchmark; each has a folder. */
export interface Benchmark {
	name: string;
	/** The question that it answers. */
	question: string;
	measure(options: RunOptions): Promise<Measurements>;
}
