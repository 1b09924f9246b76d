import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import type { Engine } from '../engine/harness';
import { startEngine } from '../engine/harness';
import { errorOf, outputOf } from '../engine/harness/results';

/** Sends requests as other nodes do with the credential of another package: in today's way, or as the HTTP Request node does. */
class CallerNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Caller',
		name: 'caller',
		group: ['transform'],
		version: 1,
		description: 'Calls an address with the Anesya credential',
		defaults: { name: 'Caller' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'anesyaApi', required: true }],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { address, isLegacy, options }: IDataObject = this.getInputData()[0]?.json ?? {};
		const url = String(address);
		const { httpRequestWithAuthentication, requestWithAuthentication } = this.helpers;
		try {
			const response: unknown =
				isLegacy === true
					? await requestWithAuthentication.call(this, 'anesyaApi', {
							method: 'GET',
							uri: url,
							json: true,
							sendCredentialsOnCrossOriginRedirect: true,
							...Object(options),
						})
					: await httpRequestWithAuthentication.call(this, 'anesyaApi', {
							method: 'GET',
							url,
							json: true,
							...Object(options),
						});
			return [[{ json: { response: JSON.stringify(response) } }]];
		} catch (thrown) {
			throw new NodeOperationError(this.getNode(), thrown instanceof Error ? thrown : 'unknown');
		}
	}
}

async function listen(listener: RequestListener): Promise<{ server: Server; port: number }> {
	const server = createServer(listener);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return { server, port: address.port };
}

function restoreVariable(name: string, value: string | undefined): void {
	if (value === undefined) delete process.env[name];
	else process.env[name] = value;
}

describe.each([
	["the HTTP Request node's way", true],
	['another node', false],
])('With the Anesya credential, %s', (_way, isLegacy) => {
	let engine: Engine;
	let anesya: Server;
	let elsewhere: Server;
	let home = '';
	let port = 0;

	beforeAll(async () => {
		const echoToken: RequestListener = ({ headers }, response) =>
			response
				.setHeader('Content-Type', 'application/json')
				.end(JSON.stringify({ token: headers.authorization ?? 'none' }));
		const there = await listen(echoToken);
		[elsewhere, port] = [there.server, there.port];
		const here = await listen((request, response) => {
			const target = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('to');
			if (target === null) echoToken(request, response);
			else response.writeHead(302, { Location: target }).end();
		});
		[anesya, home] = [here.server, `http://localhost:${here.port}`];
		engine = await startEngine({
			binaryMode: 'default',
			nodeTypes: { caller: new CallerNode() },
			credentialType: new AnesyaApi(),
			credential: { token: 'secret', baseUrl: home },
		});
	});
	afterAll(async () => {
		for (const server of [anesya, elsewhere]) server.close();
		await engine.close();
	});

	const call = async (address: string, options: IDataObject = {}) => {
		const node = {
			id: '1',
			name: 'Caller',
			type: 'caller',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
			credentials: { anesyaApi: { id: '1', name: 'Anesya' } },
		};
		const run = await engine.start({ nodes: [node], connections: {} }, [
			{ json: { address, isLegacy, options } },
		]).finished;
		return errorOf(run)?.message ?? outputOf(run, 'Caller')[0]?.json.response;
	};

	it('reaches the Base URL', async () => {
		expect(await call(`${home}/extract/`)).toBe('{"token":"secret"}');
	});

	it('follows redirects within the Base URL', async () => {
		expect(await call(`${home}/extract/?to=/elsewhere/`)).toBe('{"token":"secret"}');
	});

	it.each([
		['to another host', () => `http://127.0.0.1:${port}/`, 'not allowed'],
		['to a subdomain', () => `http://api.localhost:${port}/`, 'not allowed'],
		['to another port', () => `http://localhost:${port}/`, '{"token":"none"}'],
	])('does not send the token when the Base URL redirects %s', async (_where, target, response) => {
		const result = await call(`${home}/extract/?to=${encodeURIComponent(target())}`);
		expect(result).toContain(response);
		expect(result).not.toContain('secret');
	});

	it.each<[string, IDataObject]>([
		['a proxy', { proxy: isLegacy ? 'http://127.0.0.1:9' : { host: '127.0.0.1', port: 9 } }],
		[
			'no certificate check',
			isLegacy ? { rejectUnauthorized: false } : { skipSslCertificateValidation: true },
		],
		['the host name of another server', { headers: { host: 'evil.example' } }],
	])('sends nothing if the workflow wants %s', async (_option, options) => {
		expect(await call(`${home}/extract/`, options)).toContain('The Anesya token is not sent');
	});

	it.each([
		['not through', 'localhost', '{"token":"secret"}'],
		["as SECURITY.md warns, through n8n's own", '', 'through the proxy'],
	])('sends plain http %s proxy, with NO_PROXY=%s', async (_how, exempt, response) => {
		const proxy = await listen((_request, to) => to.end('"through the proxy"'));
		const { HTTP_PROXY, NO_PROXY } = process.env;
		Object.assign(process.env, {
			HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
			NO_PROXY: exempt,
		});
		try {
			expect(await call(`${home}/extract/`)).toContain(response);
		} finally {
			proxy.server.close();
			restoreVariable('HTTP_PROXY', HTTP_PROXY);
			restoreVariable('NO_PROXY', NO_PROXY);
		}
	});

	it('sends nothing to another server', async () => {
		expect(await call(`http://127.0.0.1:${port}/`)).toContain(
			'sent only to the Base URL of its credential',
		);
	});
});
