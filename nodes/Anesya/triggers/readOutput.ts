import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { outputFrom } from '../fields/output';
import type { Output } from '../results/resultItems';

/** What the user wants of each extract. @throws UserError when a field or an option is not usable */
export function readOutput(context: IPollFunctions | IWebhookFunctions): Output {
	return outputFrom((name, otherwise) => context.getNodeParameter(name, otherwise));
}
