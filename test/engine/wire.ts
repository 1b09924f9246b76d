import { randomUUID } from 'node:crypto';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { SampleDocument } from '../documents';
import { receipt, receiptImage } from '../documents';
import type { RecordedRequest } from '../emulator';
import type { Fixture } from './fixture';

/** A request as the contract tells it. */
export interface WireCall {
	/** For instance `GET /extract/{id}/?download=csv`. */
	call: string;
	authorization: 'the raw token' | 'something else';
	accept: string | undefined;
	type: string | undefined;
	/** The parts of a form, or what was sent as JSON. */
	body: unknown;
}

/** Method, path and query; the id in a path is `{id}`, the emulator's workflow in a query `{workflow}`. */
export function lineOf({ method, path, query }: RecordedRequest, workflow: string): string {
	const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
	const line = `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`;
	return (pairs.length === 0 ? line : `${line}?${pairs.join('&')}`).replace(workflow, '{workflow}');
}

/** All requests so far, in the order in which they came. */
export function linesOf({ anesya }: Fixture): string[] {
	return anesya.requests.map((request) => lineOf(request, anesya.workflowId));
}

/**
 * Runs one node with one item, and gives what it sent.
 *
 * @throws when the run fails
 */
export async function sentBy(
	fixture: Fixture,
	parameters: INodeParameters,
	item: INodeExecutionData = extractItem(fixture),
): Promise<WireCall[]> {
	const { error } = await fixture.run(parameters, [item]);
	expect(error).toBeUndefined();
	return fixture.anesya.requests.map((request) => ({
		call: lineOf(request, fixture.anesya.workflowId),
		authorization: request.tokenValid ? 'the raw token' : 'something else',
		accept: request.accept,
		type: request.contentType,
		body: request.parts.length > 0 ? request.parts : request.json,
	}));
}

/** A document as a part of a form. */
export function partWith(name: string, { name: fileName, mimeType }: SampleDocument) {
	return { name, fileName, contentType: mimeType };
}

/** An item that names a finished extract of its own, which has a document and an image. */
export function extractItem({ anesya }: Fixture) {
	const file = { path: receipt.path, type: receipt.mimeType };
	const { id, images } = anesya.seed({ documentName: 'seeded.pdf', file });
	images.push({
		id: randomUUID(),
		name: null,
		path: receiptImage.path,
		type: receiptImage.mimeType,
	});
	return { json: { id } };
}
