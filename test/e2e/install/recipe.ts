import { createHash } from 'node:crypto';

/** How to install something with npm into a folder of its own. */
export interface Recipe {
	/** The folder's name in the cache. */
	name: string;
	manifest: {
		private: true;
		dependencies: Record<string, string>;
		overrides?: Record<string, string>;
	};
	/** npm's arguments, a list for each step. */
	steps: string[][];
}

/** Tells whether an installation was made by this very recipe, on this kind of machine. */
export function fingerprint(recipe: Recipe, nodeVersion: string): string {
	const made = JSON.stringify([recipe, nodeVersion, process.platform, process.arch]);
	return createHash('sha256').update(made).digest('hex');
}
