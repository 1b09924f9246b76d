import type { IDataObject } from 'n8n-workflow';

import { isExtract } from '../../api/extract';
import { getExtractWithRetry } from '../../api/getExtract';
import type { ExtractFilter, ListOptions } from '../../api/listExtracts';
import { listExtracts } from '../../api/listExtracts';
import type { ListRow } from '../../api/page';
import {
	extractFilters,
	filtersField,
	readExtractFilter,
	workflowFilter,
} from '../../fields/extractFilters';
import { readSimplify, simplifyField } from '../../fields/output';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import { statusFilter } from '../../fields/statusFilter';
import { simplifyExtract } from '../../results/simplifyExtract';
import { wholeExtract } from '../../results/wholeExtract';
import type { ApiClient } from '../../transport/client';
import { learnInPassing } from '../../waiting/learnDuration';
import { eachItem } from '../eachItem';
import { hintOnGap } from '../hintOnGap';
import type { Operation } from '../operation';
import { hintOnNumbers } from './aboutExtract';

/** Each extract has these (documented). Whether a row of the list has them is unknown. */
const EXPECTED = ['document_name', 'status', 'extracted_data', 'created_at'];

const EMPTY_FILTER = 'Extracts were not limited by these filters, because they are empty:';

export const getManyExtractsOperation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many extracts',
	description: 'Retrieve many extracts, one item each',
	fields: [
		...returnAllFields,
		simplifyField,
		filtersField([...extractFilters, statusFilter, workflowFilter]),
	],

	begin: eachItem((run) => {
		const { context, api, signal, memory } = run;

		return (itemIndex) => {
			const limit = readLimit(context, itemIndex);
			const { filter, statuses, empty } = readExtractFilter(context, itemIndex);
			const isSimple = readSimplify(context, itemIndex);

			for (const label of empty) run.hint(EMPTY_FILTER, `'${label}' (item ${itemIndex})`);
			const work = async () => {
				const items: IDataObject[] = [];
				const options = { limit, signal, onGap: hintOnGap(run, 'extracts') };
				for await (const row of extractsWith(statuses, api, filter, options)) {
					hintOnNumbers(run, row);
					learnInPassing(memory.durations, [row]);
					items.push(isSimple ? simplifyExtract(row) : wholeExtract(row));
				}
				const missing = EXPECTED.filter((field) => items.some((item) => item[field] === undefined));
				if (missing.length > 0) {
					run.hint(
						`Anesya's list does not include ${missing.join(' and ')} for these extracts. Use Get to read one of them.`,
					);
				}
				return items.map((json) => ({ json, binary: undefined }));
			};
			return { about: {}, work };
		};
	}),
};

/**
 * Lists extracts with one of these statuses. Whether the list tells the status is unknown: where it does
 * not, the extract is read by itself.
 *
 * @param statuses undefined for all of them
 */
async function* extractsWith(
	statuses: string[] | undefined,
	api: ApiClient,
	filter: ExtractFilter,
	{ limit, ...options }: ListOptions,
): AsyncGenerator<ListRow> {
	if (statuses === undefined) return yield* listExtracts(api, filter, { limit, ...options });
	let missing = limit ?? Infinity;
	for await (const row of listExtracts(api, filter, options)) {
		const known = isExtract(row)
			? row
			: (await getExtractWithRetry(api, row.id, options.signal)).extract;
		if (known === undefined || !statuses.includes(known.status)) continue;
		yield known;
		missing -= 1;
		if (missing <= 0) return;
	}
}
