import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import type { ListRow } from '../../api/page';
import { parsingRemarks } from '../../results/remarks';
import type { OutputSettings } from '../../results/resultItems';
import type { About } from '../operation';
import type { Run } from '../run';

/** What is worth keeping of an extract in an error item or a text. */
export function aboutExtract(extract: Extract): About {
	return { id: extract.id, status: extract.status, document_name: documentNameOf(extract) };
}

/**
 * Makes items of an extract that has ended in FINISHED, once all extracts of the run are known.
 *
 * @returns throws a UserError if no extract has the table that the user named
 */
export function addResult(
	{ results, hint }: Pick<Run, 'results' | 'hint'>,
	extract: Extract,
	output: OutputSettings,
): () => IDataObject[] {
	const makeItems = results.add(extract, output);
	return () => {
		const { items, remarks } = makeItems();
		for (const { what, which } of remarks) hint(what, which);
		return items;
	};
}

/** Tells which numbers of an extract or a list row are output as something else. */
export function hintOnNumbers({ hint }: Pick<Run, 'hint'>, extract: ListRow): void {
	for (const { what, which } of parsingRemarks(extract)) hint(what, which);
}
