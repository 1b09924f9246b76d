import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { hasEnded, quotedNameOf } from '../../api/extract';
import type { ExtractReading } from '../../api/getExtract';
import { getExtractWithRetry } from '../../api/getExtract';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { optionsField } from '../../fields/options';
import { outputFields, outputOptions, readOutput } from '../../fields/output';
import { bounded } from '../../guards/boundedText';
import type { OutputSettings } from '../../results/resultItems';
import { simplifyExtract } from '../../results/simplifyExtract';
import { learnInPassing } from '../../waiting/learnDuration';
import { eachItem } from '../eachItem';
import type { About, Operation } from '../operation';
import type { Run } from '../run';
import { aboutExtract, addResult } from './aboutExtract';

const NOT_READY = 'Not ready yet, use Wait for Extraction to wait:';

export const getExtractOperation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an extract',
	description: 'Retrieve an extract as it is now, without waiting',
	fields: [
		extractIdField,
		...outputFields,
		{ ...optionsField(outputOptions), displayOptions: { hide: { output: ['extract'] } } },
	],

	begin: eachItem((run) => {
		const { context, api, signal, memory } = run;
		const once = createSingleFlight<ExtractReading>();

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const output = readOutput(context, itemIndex);
			const about: About = { id };

			const work = async () => {
				const { extract } = await once(id, async () => await getExtractWithRetry(api, id, signal));
				if (extract !== undefined) Object.assign(about, aboutExtract(extract));
				learnInPassing(memory.durations, extract === undefined ? [] : [extract]);
				const makeItems = itemsOf(run, extract ?? id, output);
				return () => makeItems().map((json) => ({ json, binary: undefined }));
			};
			return { about, work };
		};
	}),
};

/** An extract without a result is output with its status, whatever the chosen output. */
function itemsOf(run: Run, extract: Extract | string, output: OutputSettings): () => IDataObject[] {
	if (typeof extract === 'string') {
		run.hint(NOT_READY, extract);
		return () => [{ id: extract }];
	}
	if (output.mode === 'extract' || extract.status === 'FINISHED')
		return addResult(run, extract, output);
	run.hint(
		hasEnded(extract) ? 'There is no extracted data for' : NOT_READY,
		`${quotedNameOf(extract)} (status ${bounded(extract.status)})`,
	);
	return () => [simplifyExtract(extract)];
}
