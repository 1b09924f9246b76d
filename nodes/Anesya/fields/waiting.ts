import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { choiceFrom, numberFrom } from './values';

/** What the user set about waiting. */
export interface WaitingRules {
	minutes: number;
	/** Milliseconds. */
	interval?: number;
	passUnfinishedOn: boolean;
}

export const waitingOptions: INodeProperties[] = [
	{
		displayName: 'Checking Interval (Seconds)',
		name: 'interval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 2,
		description:
			'A fixed time between two looks at a document, for instance a longer one so as to ask less often. Without it, about 2 seconds, and more for documents that take minutes or are many.',
	},
	{
		displayName: 'Timeout (Minutes)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 15,
		description: 'How long to wait for each document at the most',
	},
	{
		displayName: 'When Time Is Up',
		name: 'whenTimeIsUp',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'The item fails; its text says how to collect the document later',
			},
			{
				name: 'Pass the Unfinished Extract On',
				value: 'passOn',
				description: 'The output is the extract as it stands, with its status',
			},
		],
		default: 'fail',
		description:
			'What to do with a document that is not finished in time. It is safe at Anesya in any case.',
	},
];

/** @throws UserError when an option is not usable */
export function readWaitingRules(context: IExecuteFunctions, itemIndex: number): WaitingRules {
	const { timeout, interval, whenTimeIsUp } = context.getNodeParameter('options', itemIndex, {});
	return {
		minutes: numberFrom(timeout ?? 15, 'Timeout', 0),
		interval:
			interval === undefined ? undefined : numberFrom(interval, 'Checking Interval', 1) * 1000,
		passUnfinishedOn:
			choiceFrom(whenTimeIsUp ?? 'fail', 'When Time Is Up', ['fail', 'passOn']) === 'passOn',
	};
}
