import { listed } from '../texts/listed';

/** What the user is told beside the items: a sentence of each kind, however many items it is about. */
export interface Hints {
	/**
	 * @param what the sentence, or its beginning
	 * @param which the item or document that it is about, if it is about one
	 */
	add(what: string, which?: string): void;
	/** '' when there is nothing to tell. */
	text(): string;
}

export function createHints(): Hints {
	const kinds = new Map<string, Set<string>>();
	return {
		add: (what, which) => {
			const known = kinds.get(what) ?? new Set();
			kinds.set(what, which === undefined ? known : known.add(which));
		},
		text: () =>
			[...kinds]
				.map(([what, which]) => (which.size === 0 ? what : `${what} ${listed([...which])}.`))
				.join(' '),
	};
}
