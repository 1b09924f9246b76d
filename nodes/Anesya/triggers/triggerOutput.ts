import type { IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import { readOutputWith } from '../fields/output';
import { extractDetails } from '../results/extractDetails';
import { textOfRemarks } from '../results/remarks';
import type { OutputSettings } from '../results/resultItems';
import { createResults } from '../results/resultItems';
import { wholeExtract } from '../results/wholeExtract';

/** Where a trigger tells of what is no failure: it cannot show hints. */
export interface TriggerContext {
	getNode(): { name: string };
	logger: { warn(message: string): void };
}

/**
 * What a trigger starts a workflow with: the result of each extract or, if it has none, what is known
 * about it. Which extracts end together is chance: so they share a table that is chosen for them, but
 * one without the table that the user named is refused by itself.
 *
 * Remarks on their items go to n8n's log; with the details, they are in there, too.
 *
 * @returns by extract, what gives its items; it throws a UserError if the chosen table is missing
 */
export function itemsByExtract(
	extracts: Extract[],
	output: OutputSettings,
	context: TriggerContext,
): Map<Extract, () => IDataObject[]> {
	const tell = (text: string) => context.logger.warn(`${context.getNode().name}: ${text}`);
	const shared = createResults();
	return new Map(
		extracts.map((extract) => {
			if (extract.status !== 'FINISHED') return [extract, () => [withoutResult(extract, output)]];
			const results = output.tableField === '' ? shared : createResults(extracts.length);
			const makeResult = results.add(extract, output);
			const makeItems = () => {
				const { items, remarks } = makeResult();
				const text = textOfRemarks(remarks);
				if (text !== '') tell(`${text} The ID of the extract is ${extract.id}.`);
				return items;
			};
			return [extract, makeItems];
		}),
	);
}

function withoutResult(extract: Extract, { mode, withDetails }: OutputSettings): IDataObject {
	if (mode === 'extract') return wholeExtract(extract);
	const { id, status, extraction_step } = extract;
	const known = { id, status, document_name: documentNameOf(extract), extraction_step };
	return withDetails ? { ...known, _extract: extractDetails(extract) } : known;
}

/** What the user wants of each extract. @throws UserError when a field or an option is not usable */
export function readTriggerOutput(context: IPollFunctions | IWebhookFunctions): OutputSettings {
	return readOutputWith((name, otherwise) => context.getNodeParameter(name, otherwise));
}
