import { AnesyaTrigger } from '../../../../nodes/Anesya/AnesyaTrigger.node';

describe('When the workflow of the Anesya Trigger is published', () => {
	it('n8n’s message says what is still to be done in Anesya', () => {
		const { activationMessage } = new AnesyaTrigger().description;
		expect(activationMessage).toMatch(/One step is left.*Settings > Webhooks.*Production URL/);
	});
});
