import { parseArgs } from 'node:util';

import type { RecordedRequest } from '.';
import { startEmulator } from '.';

/** `npm run emulator`: a local Anesya to try things out with, one line for each request. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '4010' } } });
	const emulator = await startEmulator({ port: Number(values.port), processingMs: 3_000, onRequest: print });
	console.log(`Anesya emulator 0.8.1 at ${emulator.url}

  Token     ${emulator.token}
  Workflow  ${emulator.workflowId}

Try it:
  curl -H 'Authorization: ${emulator.token}' -F 'extracts[0][document]=@test/documents/invoice.pdf' ${emulator.url}/workflow/${emulator.workflowId}/extract/

Ctrl+C stops it.
`);
	process.once('SIGINT', () => void emulator.close());
}

function print({ method, path, status, aborted, documents }: RecordedRequest): void {
	const files = documents.map(({ fileName, size }) => ` ${fileName} (${size} bytes)`).join(',');
	console.log(`${new Date().toISOString().slice(11, 19)}  ${aborted ? 'cut' : status}  ${method} ${path}${files}`);
}

void main();
