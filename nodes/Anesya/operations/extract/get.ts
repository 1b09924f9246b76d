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
import { aboutExtract, noteOnNoData } from './awaitExtract';
import { lookAt } from './lookAt';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an extract',
	description: 'Read an extract as it stands, without waiting for it',
	fields: [
		extractIdField,
		...outputFields,
		{ ...simplifyField, displayOptions: { show: { output: ['extract'] } } },
		optionsField(outputOptions),
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
				const note = noteOn(extract, id, output);
				if (note !== undefined) run.hint(note);
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

function noteOn(extract: Extract | undefined, id: string, output: Output): string | undefined {
	if (extract === undefined) return `The extract ${id} is not ready yet. Use Wait for Extraction to wait for it.`;
	if (output.mode === 'extract' || extract.status === 'FINISHED') return noteOnNoData(extract, output);
	const next = hasEnded(extract) ? 'It has no extracted data.' : 'Use Wait for Extraction to wait for it.';
	return `"${documentNameOf(extract)}" has the status ${extract.status}. ${next}`;
}
