import { expect } from 'expect';
import type { INodeParameters } from 'n8n-workflow';

import type { Emulator, EmulatorOptions } from '../../emulator';
import { startAnesya } from '../environment';
import type { Execution } from '../server/execution';
import type { CredentialReference } from '../server/n8nApi';
import type { N8nServer } from '../server/startN8n';
import type { Webhook } from '../server/webhook';
import type { NodeSettings } from '../workflows/webhookToAnesya';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { uploadAndWait } from './inputs';

/** Runs a test case with an Anesya of its own, so that its faults concern no other. */
export async function withAnesya<Result>(
	n8n: N8nServer,
	options: EmulatorOptions,
	task: (anesya: Emulator, credential: CredentialReference) => Promise<Result>,
): Promise<Result> {
	const anesya = await startAnesya({ processingMs: 300, ...options });
	try {
		const { token, url } = anesya;
		return await task(anesya, await n8n.api.createCredential({ token, baseUrl: url }));
	} finally {
		await anesya.close();
	}
}

/** Switches on a workflow that uploads the files of a form. */
export async function listen(
	n8n: N8nServer,
	anesya: Emulator,
	credential: CredentialReference,
	{ nodeSettings, fileFields, options = { interval: 1 } }: ListenOptions = {},
): Promise<Webhook> {
	const chosen = fileFields && { files: 'chosen', fileFields: fileFields.join(', ') };
	const steps = [{ ...uploadAndWait(anesya, options), ...chosen }];
	return await n8n.api.listen(webhookToAnesya({ credential, steps, nodeSettings }));
}

interface ListenOptions {
	nodeSettings?: NodeSettings;
	/** The fields whose files are uploaded, in this order; all unless given. */
	fileFields?: string[];
	/** Unless given, there is a status check each second. */
	options?: INodeParameters;
}

/** The names of all documents that were accepted, sorted. */
export function paidNames({ extracts }: Emulator): string[] {
	return [...extracts.values()].map(({ documentName }) => documentName).sort();
}

/** Expects that an execution's data have the IDs of all extracts there are. */
export function expectIdsIn({ text }: Execution, { extracts }: Emulator): void {
	expect([...extracts.keys()].filter((id) => !text.includes(id))).toEqual([]);
}
