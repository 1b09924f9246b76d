import type { Fault, FaultTarget } from '../emulator';
import { chanceOf } from './chance';
import type { FaultKinds } from './faultKinds';
import { LIST_FAULTS, LOOK_FAULTS, uploadFaults } from './faultKinds';

/** How likely each kind of request is to meet a fault, from 0 to 1. */
export interface Mix {
	upload: number;
	look: number;
	list: number;
}

/** A fault that happened, and the documents it happened to; none for what concerns a whole workflow. */
export interface Injected {
	kind: string;
	names: string[];
}

export interface Plan {
	injected: Injected[];
	faultFor(target: FaultTarget): Fault | undefined;
}

/** What happens to a request: of which kinds, how likely, and whom it concerns. */
interface Occasion {
	prefix: string;
	kinds: FaultKinds;
	likelihood: number;
	names: string[];
}

/**
 * Plans faults by the name of a document and by how often it came up so far, whatever the order of
 * the requests.
 *
 * @param latest milliseconds, see `uploadFaults`
 * @param nameOf the document of an extract
 */
export function planFaults(
	seed: string,
	mix: Mix,
	latest: number,
	nameOf: (id: string) => string | undefined,
): Plan {
	const counts = new Map<string, number>();
	const injected: Injected[] = [];
	const kinds = { upload: uploadFaults(latest), look: LOOK_FAULTS, list: LIST_FAULTS };

	function occasionOf({ method, path, query, documentNames }: FaultTarget): Occasion | undefined {
		if (documentNames !== undefined)
			return {
				prefix: 'upload',
				kinds: kinds.upload,
				likelihood: mix.upload,
				names: documentNames,
			};
		if (method !== 'GET') return undefined;
		if (path === '/extract/')
			return {
				prefix: 'list',
				kinds: kinds.list,
				likelihood: mix.list,
				names: query.search === undefined ? [] : [query.search],
			};
		const name = nameOf(path.split('/')[2] ?? '');
		return {
			prefix: 'look',
			kinds: kinds.look,
			likelihood: mix.look,
			names: name === undefined ? [] : [name],
		};
	}

	return {
		injected,
		faultFor(target) {
			const occasion = occasionOf(target);
			if (occasion === undefined) return undefined;
			const { prefix, likelihood, names } = occasion;
			const key = `${prefix} ${names.join('+')}`;
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);

			const chance = chanceOf(seed, key, count);
			const [first, ...others] = Object.entries(occasion.kinds);
			if (first === undefined || !chance.happens(likelihood)) return undefined;
			const [kind, make] = chance.among([first, ...others]);
			injected.push({ kind: `${prefix}: ${kind}`, names });
			return make(chance);
		},
	};
}
