import { Container } from '@n8n/di';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

export interface FileToStore {
	path: string;
	mimeType: string;
	/** The file's own name unless given; undefined for a file without one. */
	name?: string | undefined;
}

/** Puts a file into n8n's binary store, as a trigger would: a reference, or base64 in `default` mode. */
export async function storeFile(file: FileToStore): Promise<IBinaryData> {
	const { path, mimeType } = file;
	const fileName = 'name' in file ? file.name : basename(path);
	const binary: IBinaryData = { data: '', mimeType, fileName, fileExtension: fileName?.split('.').pop() };
	const service = Container.get(BinaryDataService);
	const { size } = await stat(path);
	// A small file is handed over whole, since the `default` mode takes it no other way.
	const content = size < 10_000_000 ? await readFile(path) : createReadStream(path);
	return await service.store({ type: 'execution', workflowId: 'workflow', executionId: 'input' }, content, binary);
}

/** Puts bytes into n8n's binary store. */
export async function storeBytes(bytes: Buffer, fileName: string | undefined, mimeType: string): Promise<IBinaryData> {
	const binary: IBinaryData = { data: '', mimeType, fileName };
	const location = { type: 'execution', workflowId: 'workflow', executionId: 'input' } as const;
	return await Container.get(BinaryDataService).store(location, bytes, binary);
}
