import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	IRequestOptionsSimplifiedAuth,
	Workflow,
} from 'n8n-workflow';
import { isExpression } from 'n8n-workflow';

/** A credential and the node that uses it. Expressions are resolved for this node. */
export interface CredentialUse {
	credential: ICredentialDataDecryptedObject;
	workflow: Workflow;
	node: INode;
}

/** Fills a credential type's template into the headers, query, user name and password of a request, as n8n does. */
export function fillTemplate(
	template: IRequestOptionsSimplifiedAuth,
	request: IHttpRequestOptions,
	use: CredentialUse,
): IHttpRequestOptions {
	const { auth } = template;
	return {
		...request,
		headers: { ...request.headers, ...resolveAll(template.headers, use) },
		qs: { ...request.qs, ...resolveAll(template.qs, use) },
		...(auth && {
			auth: {
				...auth,
				username: resolve(auth.username, use),
				password: resolve(auth.password, use),
			},
		}),
	};
}

function resolveAll(values: IDataObject = {}, use: CredentialUse): IDataObject {
	const entries = Object.entries(values).map(([key, value]) => [
		resolve(key, use),
		resolve(String(value), use),
	]);
	return Object.fromEntries(entries);
}

function resolve(value: string, { credential, workflow, node }: CredentialUse): string {
	if (!isExpression(value)) return value;
	const additionalKeys = { $credentials: credential };
	return String(
		workflow.expression.getSimpleParameterValue(
			node,
			value,
			'internal',
			additionalKeys,
			undefined,
			'',
		),
	);
}
