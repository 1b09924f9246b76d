import type { INodeParameters } from 'n8n-workflow';

import type { Emulator, RecordedRequest } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId } from './items';

/** A fixture for each test of a block, and what most of them ask of it. */
export interface EachFixture extends Pick<Fixture, 'start' | 'run'> {
	/** That of the running test. */
	readonly anesya: Emulator;
	/** The parameters of an operation that uploads to the emulator's workflow; *Upload Extract* unless given. */
	upload(more?: INodeParameters): INodeParameters;
	/** The requests that uploaded, or tried to. */
	uploads(): RecordedRequest[];
	/** IDs of the extracts at Anesya. */
	ids(): string[];
}

/** Opens a fixture before each test of a block and closes it afterwards. */
export function useFixture(options?: Parameters<typeof openFixture>[0]): EachFixture {
	let fixture: Fixture;
	beforeEach(async () => {
		fixture = await openFixture(options);
	});
	afterEach(async () => await fixture.close());
	return {
		get anesya() {
			return fixture.anesya;
		},
		start: (...args) => fixture.start(...args),
		run: async (...args) => await fixture.run(...args),
		upload: (more) => ({
			operation: 'upload',
			workflow: byId(fixture.anesya.workflowId),
			...more,
		}),
		uploads: () => fixture.anesya.requests.filter(({ method }) => method === 'POST'),
		ids: () => [...fixture.anesya.extracts.keys()],
	};
}
