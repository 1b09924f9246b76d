import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readOptions } from './read';
import { choiceFrom, numberFrom } from './values';

/** How long and how often the user wants the node to check. */
export interface WaitingRules {
	minutes: number;
	/** Milliseconds; absent if the node chooses. */
	interval?: number;
	passUnfinishedOn: boolean;
}

export const waitingOptions: INodeProperties[] = [
	{
		displayName: 'Check Interval (Seconds)',
		name: 'interval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 2,
		description:
			'A fixed time between two status checks of a document. Without it, the node learns how long the documents of a workflow take, and checks when they are likely to be finished.',
	},
	{
		displayName: 'Timeout (Minutes)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 15,
		description:
			'The maximum time to wait for a document once it is uploaded. Documents that are still waiting to be uploaded fail if none could be uploaded for that long. With 0, the node checks once.',
	},
	{
		displayName: 'When Time Is Up',
		name: 'whenTimeIsUp',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'The item fails. Its error says how to get the document later.',
			},
			{
				name: 'Output the Unfinished Extract',
				value: 'passOn',
				description: 'The output is the extract as it is, with its status',
			},
		],
		default: 'fail',
		description:
			'What to do with a document that is not finished in time. In any case, it is safe at Anesya.',
	},
];

/** @throws UserError when an option is not usable */
export function readWaitingRules(context: IExecuteFunctions, itemIndex: number): WaitingRules {
	const { timeout, interval, whenTimeIsUp } = readOptions(context, itemIndex);
	return {
		minutes: numberFrom(timeout ?? 15, 'Timeout', 0),
		interval: interval === undefined ? undefined : numberFrom(interval, 'Check Interval', 1) * 1000,
		passUnfinishedOn:
			choiceFrom(whenTimeIsUp ?? 'fail', 'When Time Is Up', ['fail', 'passOn']) === 'passOn',
	};
}
