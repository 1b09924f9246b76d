import type { NewExtract } from './extracts';

/** An extract that is there without an upload: a finished one, unless it is told otherwise. */
export interface Seed extends Partial<NewExtract> {
	/** What Anesya read in it. */
	data?: unknown;
}

/** @param workflow that it belongs to, where the seed names none */
export function newExtractFrom(
	{ data = { seeded: true }, ...given }: Seed,
	workflow: string,
): NewExtract {
	return {
		documentName: 'seeded.pdf',
		workflow,
		size: 1_000,
		sha256: '',
		processingMs: 0,
		failsAt: undefined,
		reading: Promise.resolve({ content: 'Seeded', data }),
		...given,
	};
}
