import { UserError } from 'n8n-workflow';
import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, hasEnded } from '../../api/extract';
import { AnesyaFailure } from '../../api/failure';
import { readOutput } from '../../fields/output';
import { readWaitingRules } from '../../fields/waiting';
import { hasData } from '../../results/extractedData';
import type { Output } from '../../results/resultItems';
import { resultItems } from '../../results/resultItems';
import { brokenOffFailure } from '../../waiting/brokenOffFailure';
import { textForTimeout } from '../../waiting/timeoutText';
import type { About, Outcome } from '../outcome';
import type { Run } from '../startRun';

/** An extract to wait for. */
export interface Awaited {
	id: string;
	/** The document's name, as far as it is known before the first look. */
	document_name?: string;
	/** Where the extract is known to be in, so that one list can tell of many. */
	workflow?: string;
	/** Milliseconds before which a look is not worth its while. */
	firstCheckAfter: number;
	/** The document: goes onto the output items if the user wants to keep it, and onto failed ones. */
	files?: IBinaryKeyData;
}

/**
 * The waiting half of an operation: reads the fields of an item, and gives the function that waits
 * for one extract and makes items of it.
 *
 * @throws UserError when an option is not usable
 */
export function awaitExtract(run: Run, itemIndex: number): (awaited: Awaited) => Promise<Outcome> {
	const { minutes, interval, passUnfinishedOn } = readWaitingRules(run.context, itemIndex);
	const output = readOutput(run.context, itemIndex);
	const timeout = minutes * 60_000;

	return async ({ id, document_name, workflow, firstCheckAfter, files }) => {
		const about: About = { id, document_name };
		try {
			const soonest = Math.min(firstCheckAfter, interval ?? Infinity);
			const result = await run.waitFor(
				id,
				{ timeout, interval, firstCheckAfter: soonest },
				workflow,
				output.mode === 'extract',
			);
			const { extract } = result;
			if (extract !== undefined) Object.assign(about, aboutExtract(extract));
			if (result.timedOut && !passUnfinishedOn) {
				const { message, description } = textForTimeout(
					about.document_name ?? id,
					id,
					minutes,
					result,
				);
				return { about, error: new UserError(message, { description }), files };
			}
			if (extract?.status === 'ERROR') return { about, error: couldNotExtract(extract), files };

			if (extract !== undefined) hintOnNoData(run, extract, output);
			const isUnfinished = extract === undefined || !hasEnded(extract);
			const items = isUnfinished ? [{ ...about, ...extract }] : resultItems(extract, output);
			const binary = output.keepFiles ? files : undefined;
			return { about, items: items.map((json) => ({ json, binary })) };
		} catch (error) {
			return {
				about,
				error: error instanceof AnesyaFailure ? brokenOffFailure(error, id) : error,
				files,
			};
		}
	};
}

/** What is worth keeping of an extract in an error item or a text. */
export function aboutExtract(extract: Extract): About {
	return { id: extract.id, status: extract.status, document_name: documentNameOf(extract) };
}

/** The item of a document without data looks unlike the others: what it is should be said. */
export function hintOnNoData({ hint }: Run, extract: Extract, { mode }: Output): void {
	if (mode === 'extract' || extract.status !== 'FINISHED' || hasData(extract)) return;
	hint('No data was extracted from', `"${documentNameOf(extract)}"`);
}

/** Anesya gives no reason (documented: an extract has no error text), so the step is all there is to tell. */
function couldNotExtract(extract: Extract): UserError {
	const step = extract.extraction_step;
	const where = typeof step === 'string' ? ` at the step ${step}` : '';
	return new UserError(`Anesya could not extract "${documentNameOf(extract)}"`, {
		description: `The extract ${extract.id} ended with the status ERROR${where}. Anesya gives no reason. Check that the file opens, is not protected by a password and is readable, and that the workflow suits it; then upload it again.`,
	});
}
