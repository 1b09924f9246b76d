import type { IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import { readOutputWith } from '../fields/output';
import type { OutputSettings } from '../results/resultItems';
import { createResults } from '../results/resultItems';
import { wholeExtract } from '../results/wholeExtract';

/**
 * What a trigger starts a workflow with: the result of each extract or, if it has none, what is known
 * about it. Which extracts end together is chance: so they share a table that is chosen for them, but
 * one without the table that the user named is refused by itself.
 *
 * @returns by extract, what gives its items; it throws a UserError if the chosen table is missing
 */
export function itemsByExtract(
	extracts: Extract[],
	output: OutputSettings,
): Map<Extract, () => IDataObject[]> {
	const shared = createResults();
	return new Map(
		extracts.map((extract) => {
			if (extract.status !== 'FINISHED') return [extract, () => [withoutResult(extract, output)]];
			const results = output.tableField === '' ? shared : createResults();
			const makeResult = results.add(extract, output);
			return [extract, () => makeResult().items];
		}),
	);
}

function withoutResult(extract: Extract, { mode }: OutputSettings): IDataObject {
	if (mode === 'extract') return wholeExtract(extract);
	const { id, status, extraction_step } = extract;
	return { id, status, document_name: documentNameOf(extract), extraction_step };
}

/** What the user wants of each extract. @throws UserError when a field or an option is not usable */
export function readTriggerOutput(context: IPollFunctions | IWebhookFunctions): OutputSettings {
	return readOutputWith((name, otherwise) => context.getNodeParameter(name, otherwise));
}
