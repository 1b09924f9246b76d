import type { Extract } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import { listExtracts } from '../api/listExtracts';
import type { Moment } from '../api/moment';
import { passedSince } from '../api/moment';
import type { Row } from '../api/page';
import { isRecord } from '../api/record';
import { sleep } from '../concurrency/sleep';
import { isClaimed } from './claims';
import { LOOKS_AFTER } from './looksAfter';
import { lostAnswerFailure, unclearFailure } from './lostTexts';
import { unchangedPart } from './searches';
import type { Upload, Uploading } from './upload';
import { verdictOn } from './verdict';

/** Rows to read at the most, of all extracts that bear a name. */
const MOST_ROWS = 500;

/** A request whose answer was lost. */
export interface Lost {
	/** When it left this machine. */
	sentAt: Moment;
	failure: AnesyaFailure;
	/** Whether an extract of its name may be that of an earlier upload. */
	isDoubtful: boolean;
}

/**
 * Looks for the extracts of an upload whose answer was lost, by name and age: `GET /extract/` with
 * `workflow_id` and `search` (documented). Ages are told by the server's own clock.
 *
 * @returns its extracts, or undefined when it surely created none
 * @throws AnesyaFailure when the list cannot be read, or does not make clear what happened
 */
export async function findLost(
	upload: Upload,
	{ sentAt, failure, isDoubtful }: Lost,
	{ api, looksAtOnce, stop }: Uploading,
): Promise<Extract[] | undefined> {
	const names = upload.files.map(({ name }) => name);
	for (const [index, delay] of LOOKS_AFTER.entries()) {
		await sleep(delay, stop);
		const isLast = index === LOOKS_AFTER.length - 1;
		const { rows, areAll } = await rowsNamed(names, isLast).catch((thrown: unknown) => {
			throw thrown instanceof AnesyaFailure ? lostAnswerFailure(failure, upload.files) : thrown;
		});
		const serverTime = api.serverTime();
		const age = passedSince(sentAt);
		const lost = {
			names,
			workflow: upload.workflow,
			sentAt: serverTime && serverTime - age.milliseconds,
		};
		const verdict = verdictOn(lost, rows, isClaimed);
		if (verdict.kind === 'found' && !isDoubtful && age.isSure) return verdict.rows.map(toExtract);

		// What is not clear is looked at to the end all the same, so that the text names every candidate.
		if (!isLast) continue;
		if (verdict.kind !== 'absent') throw unclearFailure(upload.files, verdict.rows);
		if (!areAll) throw unclearFailure(upload.files, []);
	}
	return undefined;

	/** The extracts that bear the name of one of the files, at last also those that may bear it in another form. */
	async function rowsNamed(
		wanted: string[],
		inAnyForm: boolean,
	): Promise<{ rows: Row[]; areAll: boolean }> {
		const named = await rowsFor(wanted);
		const others = await rowsFor(
			inAnyForm ? wanted.flatMap((name) => unchangedPart(name) ?? []) : [],
		);
		return {
			rows: [...new Map([...named, ...others]).values()],
			areAll: named.size < MOST_ROWS && others.size < MOST_ROWS,
		};
	}

	async function rowsFor(searches: string[]): Promise<Map<string, Row>> {
		const rows = new Map<string, Row>();
		for (const search of new Set(searches)) {
			await looksAtOnce(async () => {
				for await (const row of listExtracts(
					api,
					{ search, workflow: upload.workflow },
					{ limit: MOST_ROWS, stop },
				))
					rows.set(row.id, row);
			});
		}
		return rows;
	}
}

/** Whether a row carries a status is unknown; what was just taken is at its beginning. */
function toExtract({ schema, ...row }: Row): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
