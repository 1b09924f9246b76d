import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, hasEnded } from '../../api/extract';
import type { ExtractReading } from '../../api/getExtract';
import { getExtractWithRetry } from '../../api/getExtract';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { optionsField } from '../../fields/options';
import {
	outputFields,
	outputOptions,
	readOutput,
	readSimplify,
	simplifyField,
} from '../../fields/output';
import type { OutputSettings } from '../../results/resultItems';
import { resultItems } from '../../results/resultItems';
import { simplifyExtract } from '../../results/simplifyExtract';
import { wholeExtract } from '../../results/wholeExtract';
import { eachItem } from '../eachItem';
import type { About, Operation } from '../operation';
import type { Run } from '../run';
import { aboutExtract, hintOnNoData, hintOnNumbers } from './aboutExtract';

const NOT_READY = 'Not ready yet, use Wait for Extraction to wait:';

export const getExtractOperation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an extract',
	description: 'Retrieve an extract as it is now, without waiting',
	fields: [
		extractIdField,
		...outputFields,
		{ ...simplifyField, displayOptions: { show: { output: ['extract'] } } },
		{ ...optionsField(outputOptions), displayOptions: { hide: { output: ['extract'] } } },
	],

	begin: eachItem((run) => {
		const { context, api, signal } = run;
		const once = createSingleFlight<ExtractReading>();

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const output = readOutput(context, itemIndex);
			const isSimple = output.mode === 'extract' && readSimplify(context, itemIndex);
			const about: About = { id };

			const work = async () => {
				const { extract } = await once(id, async () => await getExtractWithRetry(api, id, signal));
				if (extract !== undefined) Object.assign(about, aboutExtract(extract));
				hintOn(run, extract, id, output);
				const items = extract === undefined ? [{ id }] : itemsOf(extract, output, isSimple);
				return items.map((json) => ({ json, binary: undefined }));
			};
			return { about, work };
		};
	}),
};

/** An extract without a result is output with its status, whatever the chosen output. */
function itemsOf(extract: Extract, output: OutputSettings, isSimple: boolean): IDataObject[] {
	if (output.mode === 'extract')
		return [isSimple ? simplifyExtract(extract) : wholeExtract(extract)];
	return extract.status === 'FINISHED' ? resultItems(extract, output) : [simplifyExtract(extract)];
}

function hintOn(run: Run, extract: Extract | undefined, id: string, output: OutputSettings): void {
	if (extract === undefined) return run.hint(NOT_READY, id);
	hintOnNumbers(run, extract);
	if (output.mode === 'extract' || extract.status === 'FINISHED')
		return hintOnNoData(run, extract, output);
	run.hint(
		hasEnded(extract) ? 'There is no extracted data for' : NOT_READY,
		`"${documentNameOf(extract)}" (status ${extract.status})`,
	);
}
