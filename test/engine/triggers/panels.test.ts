import '../harness/environment';

import type { INodeParameters, INodeType } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { AnesyaPollingTrigger } from '../../../nodes/Anesya/AnesyaPollingTrigger.node.ts';
import { AnesyaTrigger } from '../../../nodes/Anesya/AnesyaTrigger.node.ts';
import { UNVERIFIED_STARTS } from '../../../nodes/Anesya/triggers/webhook/ledger';
import { NodeTypeRegistry } from '../harness/nodeTypes';

/** The line under a node's name on the canvas. */
function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const node = {
		id: '1',
		name: 'Trigger',
		type: 'trigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypeRegistry({ trigger: type }),
	});
	return workflow.expression.getSimpleParameterValue(
		node,
		type.description.subtitle,
		'internal',
		{},
	);
}

describe.each([
	['Anesya Trigger', new AnesyaTrigger(), 'events'],
	['Anesya Polling Trigger', new AnesyaPollingTrigger(), 'triggerOn'],
])('%s', (_name, type, field) => {
	it('shows on the canvas what is selected, in the words of the panel', () => {
		const choices = type.description.properties.find(({ name }) => name === field)?.options ?? [];
		const values = choices.flatMap((choice) => ('value' in choice ? [choice.value] : []));
		expect(values.length).toBeGreaterThan(1);
		expect(subtitleOf(type, { [field]: values.map(String) })).toBe(
			choices.map(({ name }) => name).join(', '),
		);
	});
});

it('Anesya Polling Trigger hides Options if there is nothing to choose', () => {
	const { description } = new AnesyaPollingTrigger();
	const shownFor = (output: string) =>
		description.properties
			.filter((property) =>
				NodeHelpers.displayParameter(
					{ output, options: {} },
					property,
					{ typeVersion: 1 },
					description,
				),
			)
			.map(({ name }) => name);
	expect(shownFor('rows')).toEqual(expect.arrayContaining(['output', 'tableField', 'options']));
	expect(shownFor('extract')).not.toContain('options');
});

it('Anesya Trigger says what a stranger can do with the events that are selected', () => {
	const { description } = new AnesyaTrigger();
	const [notice] = description.properties.filter(({ name }) => name === 'unverified');
	if (notice === undefined) throw new Error('There is no notice');
	const isShown = (...events: string[]) =>
		NodeHelpers.displayParameter({ events }, notice, { typeVersion: 1 }, description);
	expect(notice.displayName).toContain(`${UNVERIFIED_STARTS} times at once`);
	expect(isShown('extract.completed', 'extract.failed')).toBe(false);
	expect(isShown('extract.completed', 'workflow.failed')).toBe(true);
	expect(isShown('workflow.completed')).toBe(true);
});
