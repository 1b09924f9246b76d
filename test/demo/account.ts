/** An account at the real service. */
export interface Account {
	token: string;
	workflowId: string;
	baseUrl: string;
}

const NEEDED = ['ANESYA_TOKEN', 'ANESYA_WORKFLOW_ID'];

/**
 * The account that environment variables name.
 *
 * @returns undefined when none of them is set
 * @throws naming what is missing, when only some of them are
 */
export function accountIn(environment: Partial<Record<string, string>>): Account | undefined {
	const {
		ANESYA_TOKEN: token,
		ANESYA_WORKFLOW_ID: workflowId,
		ANESYA_BASE_URL: baseUrl,
	} = environment;
	if (token && workflowId)
		return { token, workflowId, baseUrl: baseUrl || 'https://api.anesya.app' };
	if (!token && !workflowId && !baseUrl) return undefined;

	const missing = NEEDED.filter((name) => !environment[name]).join(' and ');
	throw new Error(
		`For the real service, set ${missing} too. For the stand-in, set no variable that begins with ANESYA_.`,
	);
}
