import type { INodeParameters } from 'n8n-workflow';

import type { Fixture } from '../fixture';
import { nodeWith, openFixture } from '../fixture';
import type { WebhookServer } from '../harness';

/** Opens a fixture for a block of tests, and gives what tests of the webhook trigger do with it. */
export function useWebhookFixture() {
	let fixture: Fixture;
	const servers: WebhookServer[] = [];
	beforeAll(async () => (fixture = await openFixture()));
	afterEach(async () => {
		await Promise.all(
			servers.splice(0).map(async (server) => {
				await server.switchOff();
				await server.close();
			}),
		);
	});
	afterAll(async () => await fixture.close());

	return {
		get anesya() {
			return fixture.anesya;
		},
		get engine() {
			return fixture.engine;
		},
		async listen(parameters: INodeParameters = {}, mode?: 'manual') {
			const all = {
				events: ['extract.completed', 'extract.failed'],
				output: 'extractedData',
				options: {},
				...parameters,
			};
			const server = await fixture.engine.listen(nodeWith(all, {}, 'anesyaTrigger'), mode);
			servers.push(server);
			return server;
		},
		seed: (...args: Parameters<Fixture['anesya']['seed']>) => fixture.anesya.seed(...args),
		jsonOf: ({ started }: WebhookServer) => started.map((items) => items.map(({ json }) => json)),
		fetches: (id: string) => fixture.anesya.requests.filter(({ path }) => path.includes(id)),
	};
}
