import { LABEL } from './documents';

/** An item, as the engine returns it or as n8n stores it. */
export interface OutputItem {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

/** What an Anesya node output. */
export interface NodeOutput {
	items: OutputItem[];
	/** The items of its error output. */
	failed: OutputItem[];
	error: { message: string; description?: string | null | undefined } | undefined;
}

/** A document whose data came out. */
export interface DeliveredDocument {
	/** Its number, as in the data. */
	document: string;
	/** The input item of the execution that the output is linked to. */
	item: number;
}

/** A run of a node that waits for extracts. Times are milliseconds since 1970, by the clock of `emulator/now`. */
export interface NodeRun {
	/** Whether it uploads the documents as well. */
	uploads: boolean;
	/** How often n8n may have run it. */
	tries: number;
	startedAt: number;
	endedAt: number;
	/** Milliseconds. */
	timeout: number;
}

/** What the user is told about a failure. */
export interface ReportedError {
	/** The input item that it is linked to; -1 where there is no link. */
	item: number;
	message: string;
	/** Everything that the user can read about it. */
	text: string;
	/** When it was told, as in `NodeRun`; absent where that is unknown. */
	toldAt?: number;
}

/** Everything that an execution shows its user. */
export interface VisibleResult {
	/** When the node waited; absent where that is unknown. */
	waits?: NodeRun[];
	delivered: DeliveredDocument[];
	errorItems: ReportedError[];
	/** What ended the execution. */
	executionErrors: ReportedError[];
}

export const NOTHING_VISIBLE: VisibleResult = {
	delivered: [],
	errorItems: [],
	executionErrors: [],
};

/**
 * Reads what a node output.
 *
 * @param inputItems the execution's input item behind each item that the node received; the same unless given
 */
export function visibleResultOf(
	{ items, failed, error }: NodeOutput,
	inputItems?: number[],
): VisibleResult {
	const all = [...items, ...failed];
	return {
		delivered: all
			.filter(({ json }) => !isErrorItem(json))
			.map((output) => ({
				document: String(output.json[LABEL]),
				item: inputItemOf(output, inputItems),
			})),
		errorItems: all.flatMap((output) =>
			isErrorItem(output.json)
				? [{ item: inputItemOf(output, inputItems), ...textsOf(output.json.error) }]
				: [],
		),
		executionErrors:
			error === undefined
				? []
				: [
						{
							item: inputItemIn(error.message, inputItems),
							message: error.message,
							text: `${error.message}\n${error.description ?? ''}`,
						},
					],
	};
}

function inputItemIn(message: string, inputItems: number[] | undefined): number {
	const item = Number(/\[item (\d+)\]$/.exec(message)?.[1] ?? -1);
	return inputItems === undefined ? item : (inputItems[item] ?? -1);
}

/** The input item of the execution that an item is linked to, or -1. */
export function inputItemOf({ pairedItem }: OutputItem, inputItems?: number[]): number {
	const index = isLink(pairedItem) ? pairedItem.item : -1;
	return inputItems === undefined ? index : (inputItems[index] ?? -1);
}

/** The same, with the time at which all of it was told. */
export function toldAt(time: number, visible: VisibleResult): VisibleResult {
	const timed = (errors: ReportedError[]) => errors.map((error) => ({ ...error, toldAt: time }));
	return {
		...visible,
		errorItems: timed(visible.errorItems),
		executionErrors: timed(visible.executionErrors),
	};
}

export function mergeResults(first: VisibleResult, second: VisibleResult): VisibleResult {
	return {
		waits: [...(first.waits ?? []), ...(second.waits ?? [])],
		delivered: [...first.delivered, ...second.delivered],
		errorItems: [...first.errorItems, ...second.errorItems],
		executionErrors: [...first.executionErrors, ...second.executionErrors],
	};
}

export function isErrorItem(json: OutputItem['json']): json is { error: { message: unknown } } {
	return typeof json.error === 'object' && json.error !== null && 'message' in json.error;
}

function isLink(value: unknown): value is { item: number } {
	return (
		typeof value === 'object' && value !== null && 'item' in value && typeof value.item === 'number'
	);
}

function textsOf(error: { message: unknown }): Omit<ReportedError, 'item'> {
	return { message: String(error.message), text: Object.values(error).join('\n') };
}
