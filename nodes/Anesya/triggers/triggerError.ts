import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { AnesyaFailure } from '../api/failure';

/** The error of a trigger, made of texts of ours alone, never of what the HTTP helper threw. */
export function triggerError(node: INode, thrown: unknown): NodeApiError | NodeOperationError {
	if (thrown instanceof AnesyaFailure) {
		const { message, description, facts } = thrown;
		return new NodeApiError(node, { message, description }, { message, description, httpCode: facts.status?.toString() });
	}
	const description = thrown instanceof UserError ? thrown.description : undefined;
	return new NodeOperationError(node, thrown instanceof Error ? thrown.message : String(thrown), {
		description: description ?? undefined,
	});
}
