import './environment';

import { createReadStream } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Readable } from 'node:stream';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { prepareBinaryData } from 'n8n-core/dist/execution-engine/node-execution-context/utils/binary-helper-functions';
import type { IBinaryData } from 'n8n-workflow';

export interface FileToStore {
	path: string;
	mimeType: string;
	/** The file's own name unless given; undefined for a file without one. */
	name?: string | undefined;
}

/** Puts a file into n8n's binary store, as a trigger would. @returns a reference, or base64 in `default` mode */
export async function storeFile(file: FileToStore): Promise<IBinaryData> {
	const name = 'name' in file ? file.name : basename(file.path);
	return await storeBytes(createReadStream(file.path), name, file.mimeType);
}

/** Puts bytes into n8n's binary store. */
export async function storeBytes(
	content: Buffer | Readable,
	fileName: string | undefined,
	mimeType: string,
): Promise<IBinaryData> {
	const fileExtension = fileName && extname(fileName).slice(1);
	const binary: IBinaryData = { data: '', mimeType, fileName, fileExtension };
	const location = { type: 'execution', workflowId: 'workflow', executionId: 'input' } as const;
	return await Container.get(BinaryDataService).store(location, content, binary);
}

/** The content of a file that a node output. */
export async function bytesOf(binary: IBinaryData | undefined): Promise<Buffer> {
	if (binary === undefined) throw new Error('There is no file');
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}

/** What n8n's nodes do with a file: n8n guesses what they leave out. */
export async function prepare(
	content: Buffer | Readable,
	fileName?: string,
	mimeType?: string,
): Promise<IBinaryData> {
	return await prepareBinaryData(content, 'input', 'workflow', fileName, mimeType);
}
