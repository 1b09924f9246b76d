import { parseArgs } from 'node:util';

import { portOption } from '../ports';
import { startEmulator } from '.';
import { formatRequest } from './requestLog';

/** `npm run emulator`: a local Anesya to try things out. It prints a line for each request. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '4010' } } });
	const port = await portOption(values.port, 'emulator');
	const emulator = await startEmulator({
		port,
		processingMs: 3_000,
		onRequest: (request) => console.log(formatRequest(request)),
	});
	console.log(`Anesya emulator 0.8.1 at ${emulator.url}

  Token     ${emulator.token}
  Workflow  ${emulator.workflowId}

Try it:
  curl -H 'Authorization: ${emulator.token}' -F 'extracts[0][document]=@test/documents/invoice.pdf' ${emulator.url}/workflow/${emulator.workflowId}/extract/

Ctrl+C stops it.
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void emulator.close());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
