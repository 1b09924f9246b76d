import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { OutputSettings, Result } from '../../../nodes/Anesya/results/resultItems';
import { createResults } from '../../../nodes/Anesya/results/resultItems';

/** The user's choice on a new node. */
export const OUTPUT: OutputSettings = { mode: 'extractedData', tableField: '', withDetails: false };

/** The result of each extract of a run. */
export function resultsOf(extracts: Extract[], output: OutputSettings): Result[] {
	const results = createResults();
	return extracts.map((extract) => results.add(extract, output)).map((makeResult) => makeResult());
}

/** The items of a single extract. */
export function resultItems(extract: Extract, output: OutputSettings): IDataObject[] {
	return resultsOf([extract], output).flatMap(({ items }) => items);
}
