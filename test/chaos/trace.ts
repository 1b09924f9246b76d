import type { Emulator } from '../emulator';

/**
 * The variant of a scenario's API and what Anesya saw, as lines of text: to find the cause of what the audit found, since not
 * everything repeats with the seed.
 *
 * @param startedAt milliseconds since 1970
 */
export function traceOf({ settings, requests, extracts }: Emulator, startedAt: number): string {
	const seconds = (at: number | undefined) =>
		at === undefined ? 'never' : ((at - startedAt) / 1000).toFixed(3);
	const documentsOf = (documents: Array<{ fileName?: string; sha256: string }>) =>
		documents.map(({ fileName, sha256 }) => `${fileName} ${sha256.slice(0, 8)}`).join(', ');
	return [
		JSON.stringify(settings),
		...requests.map(({ at, endedAt, method, path, query, status = 'no status', documents }) =>
			[
				`${seconds(at)} to ${seconds(endedAt)}`,
				method,
				path,
				new URLSearchParams(query).toString(),
				status,
				documentsOf(documents),
			].join('  '),
		),
		...[...extracts.values()].map(
			({ id, createdAt, processingMs, documentName, sha256, failsAt }) =>
				[
					seconds(createdAt),
					'extract',
					id,
					`${processingMs} ms`,
					documentName,
					sha256.slice(0, 8),
					failsAt ?? '',
				].join('  '),
		),
	].join('\n');
}
