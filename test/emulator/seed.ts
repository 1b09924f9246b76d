import type { NewExtract } from './extracts';

/** An extract without an upload. It is finished unless given otherwise. */
export interface Seed extends Partial<NewExtract> {
	/** Its `extracted_data`. */
	data?: unknown;
}

/** @param workflow that it belongs to, unless the seed names one */
export function seededExtract(
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
