import type { IDataObject } from 'n8n-workflow';

import { AnesyaApi } from '../../../credentials/AnesyaApi.credentials';
import { AnesyaPollingTrigger } from '../../../nodes/Anesya/AnesyaPollingTrigger.node.ts';
import { parseState } from '../../../nodes/Anesya/triggers/polling/parseState';
import { nodeWith } from '../../engine/fixture';
import { loadTrigger } from '../../engine/harness/activeTrigger';
import { PlainCredentialsHelper } from '../../engine/harness/credentialsHelper';
import { NodeTypeRegistry } from '../../engine/harness/nodeTypes';
import type { PollingWorld, WorldSettings } from './pollingWorld';
import type { VirtualAnesya } from './virtualAnesya';

/** What n8n's engine needs for the trigger. */
const context = {
	nodeTypes: new NodeTypeRegistry({ anesyaPollingTrigger: new AnesyaPollingTrigger() }),
	credentialsHelper: new PlainCredentialsHelper(new AnesyaApi(), {
		token: 'token-of-a-world',
		baseUrl: 'http://127.0.0.1:9',
	}),
};

/** The settings at a time of the world. */
export function settingsAt({ settings }: PollingWorld, time: number): WorldSettings {
	const [first, ...others] = settings;
	if (first === undefined) throw new Error('A world has settings');
	return others.filter(({ from }) => from <= time).at(-1) ?? first;
}

/**
 * Loads the trigger as n8n does, connected to an Anesya of virtual time.
 *
 * @param id of the workflow
 * @param onTold called when the trigger tells the user something
 */
export function loadPolled(
	{ workflow = '', triggerOn, output }: WorldSettings,
	stored: IDataObject,
	id: string,
	anesya: VirtualAnesya,
	onTold: () => void,
) {
	const parameters = { triggerOn, workflow, filters: {}, output, options: {} };
	const node = nodeWith(parameters, {}, 'anesyaPollingTrigger');
	const active = loadTrigger(node, stored, context, 'trigger', id);
	const poll = active.pollContext(onTold);
	Object.assign(poll.helpers, {
		httpRequestWithAuthentication: async (_: string, request: { url: string }) =>
			await anesya.respond(request),
	});
	return { ...active, poll };
}

/** The ID of the extract that an item is of. */
export function idIn(json: IDataObject): string {
	return String(json.of ?? json.id);
}

/** Whether the trigger polls the list that the user wants, and knows all that was there when it was chosen. */
export function isWhole(stored: IDataObject): boolean {
	const text = JSON.stringify(stored);
	const isOfList = text.includes('"changes":[]');
	return isOfList && text.includes('"unread":[]') && !text.includes('"isStart":true');
}

/** Whether what n8n stores says that the user wants these settings. */
export function isChosen(stored: IDataObject, settings: WorldSettings | undefined): boolean {
	const { state } = Object(Object.values(stored)[0]);
	const saved = parseState(state);
	const last = saved?.changes.at(-1) ?? saved;
	const statuses = settings?.triggerOn.map((outcome) =>
		outcome === 'failed' ? 'ERROR' : 'FINISHED',
	);
	const isOfList = last?.filter === JSON.stringify({ workflow: settings?.workflow });
	return isOfList && last.triggerOn === statuses?.toSorted().join(' ');
}
