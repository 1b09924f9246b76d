import type { EmulatorResponse } from './responses';

/** What can go wrong with a request. */
export type Fault =
	/** The connection is cut before anything is stored. */
	| { kind: 'lost-before-acceptance' }
	/** The request is carried out, then the connection is cut without a response. */
	| { kind: 'lost-after-acceptance' }
	/** The connection is cut, and the request is carried out some time later. */
	| { kind: 'accepted-late'; milliseconds: number }
	/** The request is carried out, then the connection is cut in the middle of the response. */
	| { kind: 'lost-in-response' }
	/** The request is carried out, and the response is changed. */
	| { kind: 'changed'; change: (response: EmulatorResponse) => EmulatorResponse }
	/** This response instead of the real one; nothing is carried out. */
	| { kind: 'response'; status: number; body?: string; headers?: Record<string, string> }
	/** The real response, later. */
	| { kind: 'delay'; milliseconds: number }
	/** The request is carried out, and its response comes byte by byte, this many milliseconds apart. */
	| { kind: 'drip'; every: number }
	/** The request is carried out, and its response never ends. */
	| { kind: 'endless' }
	/** No response at all, and nothing is carried out. */
	| { kind: 'hang' }
	/** The request is carried out, but there is no response. */
	| { kind: 'hang-after-acceptance' }
	/** A file is sent up to this many bytes. Then the connection is cut, or nothing more comes. */
	| { kind: 'cut-file' | 'stall-file'; after: number }
	/** The upload is accepted, but its extracts end in ERROR. */
	| { kind: 'extract-error'; step?: string };

/** A fault and the requests that it is for. What is left out matches all requests. */
export interface FaultRule {
	fault: Fault;
	method?: string;
	path?: RegExp;
	documentName?: RegExp;
	/** For how many requests; 1 unless given. */
	times?: number;
}

/** What rules match. The names of the documents are known once the body has arrived. */
export interface FaultTarget {
	method: string;
	path: string;
	query: Record<string, string>;
	documentNames?: string[];
	/** The SHA-256 hash of each, in the same order. */
	documentHashes?: string[];
}

/** Decides which fault a request meets. It is called when the headers have arrived, and again for an upload when its documents are known. */
export type FaultPlan = (target: FaultTarget) => Fault | undefined;

/** The faults that were requested and have not happened yet, and those of a plan. */
export class Faults {
	private rules: Array<FaultRule & { left: number }> = [];

	constructor(private readonly plan: FaultPlan = () => undefined) {}

	add(rule: FaultRule): void {
		this.rules.push({ ...rule, left: rule.times ?? 1 });
	}

	clear(): void {
		this.rules = [];
	}

	/** Takes the next fault for a request, if there is one. Rules for documents match only when the names are known. */
	take(target: FaultTarget): Fault | undefined {
		const rule = this.rules.find((candidate) => candidate.left > 0 && matches(candidate, target));
		if (rule === undefined) return this.plan(target);
		rule.left -= 1;
		return rule.fault;
	}
}

function matches({ method, path, documentName }: FaultRule, target: FaultTarget): boolean {
	if ((documentName === undefined) !== (target.documentNames === undefined)) return false;
	return (
		(method === undefined || method === target.method) &&
		(path === undefined || path.test(target.path)) &&
		(documentName === undefined ||
			(target.documentNames ?? []).some((name) => documentName.test(name)))
	);
}
