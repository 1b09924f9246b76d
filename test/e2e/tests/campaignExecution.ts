import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import { contentOf } from '../../chaos/documents';
import type { PlannedExecution } from '../../chaos/executions';
import type { VisibleResult } from '../../chaos/visibleResult';
import { visibleResultOf } from '../../chaos/visibleResult';
import type { Environment } from '../environment';
import { scratchFolder } from '../server/scratchFolder';
import { waitUntil } from '../server/waitUntil';
import { nameOfStep, webhookToAnesya } from '../workflows/webhookToAnesya';
import { uploadAndWait } from './inputs';

/** Milliseconds; an upload that is lost again and again takes minutes, and n8n is slow to notice a crash. */
const ENDS_WITHIN = 900_000;

/** n8n 1 with SQLite cannot save two workflows at the same time. */
const oneAtATime = createLimiter(1);

/**
 * Starts a planned execution with a mail.
 *
 * @returns its id
 */
export async function startExecution(
	{ n8n, anesya }: Environment,
	{ items, onError, uploadsAtOnce, startsAfter }: PlannedExecution,
): Promise<string> {
	const [workflowId = ''] = anesya.settings.workflows;
	const steps = [uploadAndWait({ ...anesya, workflowId }, { uploadsAtOnce })];
	const flow = webhookToAnesya({
		credential: n8n.credential,
		steps,
		responds: 'at once',
		errorOutput: onError !== undefined,
	});
	const hook = await oneAtATime(async () => await n8n.api.listen(flow));
	const folder = await scratchFolder('campaign');
	const files = items.flat().map((document, index) => ({
		field: `attachment_${index}`,
		name: document.name,
		path: join(folder, `${index}.png`),
		mimeType: 'image/png',
		content: contentOf(document),
	}));
	await Promise.all(files.map(async ({ path, content }) => await writeFile(path, content)));
	await sleep(startsAfter);
	await hook.postFiles(files);
	return await waitUntil(
		'an execution',
		async () => (await n8n.api.executions(hook.workflowId))[0]?.id,
	);
}

/** Waits for an execution to end. @returns what it shows its user */
export async function awaitResult({ n8n }: Environment, id: string): Promise<VisibleResult> {
	const execution = await n8n.api.endOf(id, ENDS_WITHIN);
	const node = nameOfStep(0);
	return visibleResultOf({
		items: execution.itemsOf(node),
		failed: execution.itemsOf(node, 1),
		error: execution.error,
	});
}
