import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Fault, FaultPlan } from '../emulator';
import { SPEED } from './faster';
import type { NodeResult } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWithBytes } from './items';

/** Milliseconds, as a user would see them. */
export const MINUTES = 60_000;

/** What this machine needs for the requests and items themselves is not faster than in earnest. */
export const OVERHEAD = 4_000 * SPEED;

export const respond = (status: number, headers = {}): Fault => ({
	kind: 'response',
	status,
	headers: { 'Content-Type': 'text/html', ...headers },
	body: '<h1>Sorry</h1>',
});

/** What becomes of all requests during an outage; nothing for one that no connection is made in. */
export const OUTAGES: Array<[name: string, fault: Fault | undefined]> = [
	['refused connections', undefined],
	['cut connections', { kind: 'lost-before-acceptance' }],
	['silence', { kind: 'hang' }],
	['503', respond(503)],
	['500', respond(500)],
];

/** An Anesya of its own behind a server that can be closed, so that tests need not wait for each other. */
async function openWorld(scheme: 'http' | 'https') {
	let plan: FaultPlan = () => undefined;
	let port = 0;
	const front = createServer((socket) => {
		const onward = connect(Number(new URL(fixture.anesya.url).port), '127.0.0.1');
		for (const one of [socket, onward]) one.on('error', () => {});
		socket.on('close', () => onward.destroy());
		onward.on('close', () => socket.destroy());
		socket.pipe(onward).pipe(socket);
	});
	async function open(): Promise<void> {
		await once(front.listen(port, '127.0.0.1'), 'listening');
		port = Number(Object(front.address()).port);
	}
	await open();
	const fixture = await openFixture({
		credential: { baseUrl: `${scheme}://127.0.0.1:${port}` },
		faultPlan: (target) => plan(target),
		read: async () => ({ content: 'text', data: { Total: 1 } }),
	});
	const requests = () => fixture.anesya.requests;

	return {
		anesya: fixture.anesya,
		requests,
		uploads: () => requests().filter(({ method }) => method === 'POST'),
		plan: (next: FaultPlan) => void (plan = next),
		async begin(outage: Fault | undefined): Promise<void> {
			plan = () => outage;
			if (outage === undefined) await new Promise((resolve) => front.close(resolve));
		},
		async end(outage: Fault | undefined): Promise<void> {
			plan = () => undefined;
			if (outage === undefined) await open();
		},
		async run(operation: string, items: INodeExecutionData[], options = {}) {
			const began = performance.now();
			const parameters = { operation, workflow: byId(fixture.anesya.workflowId), options };
			const result = await fixture.run(parameters, items, { onError: 'continueErrorOutput' });
			return { ...result, took: (performance.now() - began) * SPEED };
		},
		async close(): Promise<void> {
			front.close();
			await fixture.close();
		},
	};
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** A test with a world of its own. Those of this file run at once, since most of the time they only wait. */
export function inWorld<Args extends unknown[]>(
	test: (world: World, ...args: Args) => Promise<void>,
	scheme: 'http' | 'https' = 'http',
) {
	return async (...args: Args): Promise<void> => {
		const world = await openWorld(scheme);
		await test(world, ...args).finally(async () => await world.close());
	};
}

/** Many items with the same small file under different names. */
export async function documents(count: number): Promise<INodeExecutionData[]> {
	const { binary } = await itemWithBytes('%PDF', 'a.pdf', 'application/pdf');
	return Array.from({ length: count }, (_, index) => ({
		json: {},
		binary: {
			data: { ...binary?.data, data: '', mimeType: 'application/pdf', fileName: `${index}.pdf` },
		},
	}));
}

export const textsOf = ({ failed }: NodeResult) =>
	failed
		.map(({ json }) => Object(json.error))
		.map((error) => `${error.message} ${error.description}`);
export const NOT_SENT = 'This document was not sent and costs nothing';
