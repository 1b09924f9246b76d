import type { Answer } from './answers';

/** What can go wrong with a request. */
export type Fault =
	/** The connection is cut before anything is kept. */
	| { kind: 'lost-before-acceptance' }
	/** The request is carried out, then the connection is cut: nobody hears of it. */
	| { kind: 'lost-after-acceptance' }
	/** The connection is cut, and the request carried out some time later. */
	| { kind: 'accepted-late'; milliseconds: number }
	/** The request is carried out, then the connection is cut in the middle of the answer. */
	| { kind: 'lost-in-answer' }
	/** The request is carried out, and its answer changed on the way. */
	| { kind: 'changed'; change: (answer: Answer) => Answer }
	/** A made-up answer instead of the real one. */
	| { kind: 'answer'; status: number; body?: string; headers?: Record<string, string> }
	/** The real answer, later. */
	| { kind: 'delay'; milliseconds: number }
	/** No answer at all, and nothing is carried out. */
	| { kind: 'hang' }
	/** The request is carried out, but never answered. */
	| { kind: 'hang-after-acceptance' }
	/** A file is sent up to this many bytes; then the connection is cut, or nothing more comes. */
	| { kind: 'cut-file' | 'stall-file'; after: number }
	/** The upload is taken, but its extracts end in ERROR. */
	| { kind: 'extract-error'; step?: string };

/** A fault, and which requests it is for; what is left out matches all. */
export interface FaultRule {
	fault: Fault;
	method?: string;
	path?: RegExp;
	documentName?: RegExp;
	/** How many requests it is for; 1 unless given. */
	times?: number;
}

/** What of a request a rule looks at; the documents' names are known once the body has arrived. */
export interface FaultTarget {
	method: string;
	path: string;
	query: Record<string, string>;
	documentNames?: string[];
}

/** Decides what goes wrong with each request. It is asked once the head has arrived, and about an upload once more when the documents are known. */
export type FaultPlan = (target: FaultTarget) => Fault | undefined;

/** The faults that were asked for and have not happened yet, and those of a plan. */
export class Faults {
	private rules: Array<FaultRule & { left: number }> = [];

	constructor(private readonly plan: FaultPlan = () => undefined) {}

	add(rule: FaultRule): void {
		this.rules.push({ ...rule, left: rule.times ?? 1 });
	}

	clear(): void {
		this.rules = [];
	}

	/** Takes the next fault for a request, if there is one. Rules for documents wait for the names. */
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
