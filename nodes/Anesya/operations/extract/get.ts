import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, hasEnded } from '../../api/extract';
import type { Reading } from '../../api/readExtract';
import { createOnce } from '../../concurrency/once';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { optionsField } from '../../fields/options';
import { outputFields, outputOptions, readOutput } from '../../fields/output';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Output } from '../../results/resultItems';
import { resultItems } from '../../results/resultItems';
import { simplified } from '../../results/simplified';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';
import type { About } from '../outcome';
import type { Run } from '../startRun';
import { aboutExtract, hintOnNoData } from './awaitExtract';
import { lookAt } from './lookAt';

const NOT_READY = 'Use Wait for Extraction to wait for what is not ready yet:';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an extract',
	description: 'Read an extract as it stands, without waiting for it',
	fields: [
		extractIdField,
		...outputFields,
		{ ...simplifyField, displayOptions: { show: { output: ['extract'] } } },
		{ ...optionsField(outputOptions), displayOptions: { hide: { output: ['extract'] } } },
	],

	begin: eachItem((run) => {
		const { context } = run;
		const once = createOnce<Reading>();

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const output = readOutput(context, itemIndex);
			const isSimple = output.mode === 'extract' && readSimplify(context, itemIndex);
			const about: About = { id };

			const work = async () => {
				const { extract } = await once(id, async () => await lookAt(run, id));
				if (extract !== undefined) Object.assign(about, aboutExtract(extract));
				hintOn(run, extract, id, output);
				const items = extract === undefined ? [{ id }] : itemsOf(extract, output, isSimple);
				return items.map((json) => ({ json, binary: undefined }));
			};
			return { about, work };
		};
	}),
};

/** An extract without a result is shown with its status, whatever was asked for. */
function itemsOf(extract: Extract, output: Output, isSimple: boolean): IDataObject[] {
	if (output.mode === 'extract') return [isSimple ? simplified(extract) : { ...extract }];
	return extract.status === 'FINISHED' ? resultItems(extract, output) : [simplified(extract)];
}

function hintOn(run: Run, extract: Extract | undefined, id: string, output: Output): void {
	if (extract === undefined) return run.hint(NOT_READY, id);
	if (output.mode === 'extract' || extract.status === 'FINISHED')
		return hintOnNoData(run, extract, output);
	run.hint(
		hasEnded(extract) ? 'There is no extracted data of' : NOT_READY,
		`"${documentNameOf(extract)}" (status ${extract.status})`,
	);
}
