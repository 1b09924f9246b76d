import type { IDataObject, INode } from 'n8n-workflow';

import { AnesyaApi } from '../../../credentials/AnesyaApi.credentials';
import { AnesyaPollingTrigger } from '../../../nodes/Anesya/AnesyaPollingTrigger.node.ts';
import { nodeWith } from '../../engine/fixture';
import { PlainCredentialsHelper } from '../../engine/harness/credentialsHelper';
import { NodeTypeRegistry } from '../../engine/harness/nodeTypes';
import type { PollingWorld, WorldSettings } from './pollingWorld';

/** What n8n's engine needs for the trigger. */
export const context = {
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

export function nodeOf({ workflow = '', triggerOn, output }: WorldSettings): INode {
	const parameters = { triggerOn, workflow, filters: {}, output, options: {} };
	return nodeWith(parameters, {}, 'anesyaPollingTrigger');
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
