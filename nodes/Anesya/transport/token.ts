import { UserError } from 'n8n-workflow';

/**
 * Strips what is often pasted along with a token: surrounding spaces and a scheme. Anesya wants the
 * raw token in `Authorization`, with neither `Bearer` nor `Token` before it (documented).
 *
 * @throws UserError when nothing is left, or the rest is not valid in a header
 */
export function normalizeToken(text: string): string {
	const token = text
		.trim()
		.replace(/^(bearer|token)(\s+|$)/i, '')
		.trim();
	if (token === '' || /[^\x21-\x7e]/.test(token)) {
		throw new UserError(
			token === ''
				? 'The Anesya credential has no token'
				: 'The Anesya token is incomplete or has extra characters',
			{
				description:
					'Create a token in the Anesya app, copy it in full and paste it into the Token field of the credential',
			},
		);
	}
	return token;
}
