import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';

import type { SampleDocument } from '../../documents';
import type { Emulator } from '../../emulator';
import type { FormFile } from '../server/webhook';

/** Parameters of an Anesya node, as the editor saves them. */
export const extract = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'extract',
	operation,
	...parameters,
});

export const schema = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'schema',
	operation,
	...parameters,
});

/** A resource locator in the mode By ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const into = ({ workflowId }: Emulator) => ({ workflow: byId(workflowId) });

export function uploadAndWait(anesya: Emulator, options: INodeParameters = {}): INodeParameters {
	return extract('uploadAndWait', { ...into(anesya), options });
}

export function upload(anesya: Emulator): INodeParameters {
	return extract('upload', into(anesya));
}

export function wait(extractId: string): INodeParameters {
	return extract('wait', { extractId });
}

export function getMany(search: string): INodeParameters {
	return extract('getAll', { returnAll: true, filters: { search } });
}

/** A document for a form field, with its own name unless another is given. */
export function inField(
	field: string,
	{ path, mimeType, name }: SampleDocument,
	as = name,
): FormFile {
	return { field, name: as, path, mimeType };
}

/** Documents as n8n's e-mail triggers output them: `attachment_0` to `attachment_n`. */
export function asAttachments(documents: SampleDocument[]): FormFile[] {
	return documents.map((document, index) => inField(`attachment_${index}`, document));
}

export async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return hash.digest('hex');
}
