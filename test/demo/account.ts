/** An account of the real service. */
export interface Account {
	token: string;
	workflowId: string;
	baseUrl: string;
}

const NEEDED = ['ANESYA_TOKEN', 'ANESYA_WORKFLOW_ID'];

/**
 * Reads the account from environment variables.
 *
 * @returns undefined when none of them is set
 * @throws when only some of them are set; the text names the others
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
		`For the real service, set ${missing} too. For the emulator, set no variable that begins with ANESYA_.`,
	);
}
