import type { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { Gate, Passage } from '../../../nodes/Anesya/transport/gate';
import { createGate } from '../../../nodes/Anesya/transport/gate';
import { errorWith } from './responses';

/** Only the delays are shortened. */
jest.mock('../../../nodes/Anesya/transport/outageLimits', () => ({
	SUSPICIOUS_SILENCE: 60,
	LATEST_AFTER_SILENCE: 120,
	PATIENCE: 400,
	THROTTLED_PATIENCE: 1_000,
	FIRST_TRIAL_DELAY: 20,
	LONGEST_TRIAL_DELAY: 50,
}));

const LATER = { monotonic: Infinity, wall: Infinity };
const cut = errorWith({ retryable: true, accepted: 'maybe', sentAt: LATER });
const broken = errorWith({ status: 500, retryable: true, accepted: 'maybe' });
const unauthorized = errorWith({ status: 401, retryable: false, accepted: 'no' });
const untrusted = errorWith({ retryable: false, accepted: 'no' });
const NOT_SENT = { accepted: 'no', retryable: false };

describe('The gate of a run', () => {
	let gate: Gate;
	let probes: number;
	let probed: AnesyaApiError | undefined;
	let execution: AbortController;
	let running: Passage[];

	beforeEach(() => {
		[probes, probed, running, execution] = [0, undefined, [], new AbortController()];
		gate = createGate({
			probe: async () => {
				probes += 1;
				return probed;
			},
			acquireSlot: () => 0,
			signal: execution.signal,
		});
	});
	afterEach(() => running.forEach((passage) => passage.leave()));

	const enter = async (destination?: string) => {
		const passage = await gate.enter(destination);
		running.push(passage);
		return passage;
	};
	async function send(error: AnesyaApiError | undefined, destination?: string): Promise<void> {
		const passage = await gate.enter(destination);
		passage.report(error);
		passage.leave();
	}
	const failThrice = async (error: AnesyaApiError, destination?: string) => {
		const passages = await Promise.all([1, 2, 3].map(async () => await gate.enter(destination)));
		for (const passage of passages) {
			passage.report(error);
			passage.leave();
		}
	};

	it('lets everything pass while requests succeed, without a probe', async () => {
		for (let time = 0; time < 5; time += 1) await send(time % 2 ? cut : undefined);
		expect(probes).toBe(0);
	});

	it('asks whether Anesya is there after three failures, before it lets anything pass', async () => {
		await failThrice(cut);
		await Promise.all([1, 2, 3].map(async () => await send(undefined)));
		expect(probes).toBe(1);
	});

	it('ends what waits once Anesya is gone for long enough', async () => {
		probed = cut;
		await failThrice(cut);
		await expect(enter()).rejects.toMatchObject(NOT_SENT);
		await expect(enter('a')).rejects.toMatchObject({
			...NOT_SENT,
			description: expect.stringContaining('This document was not sent and costs nothing'),
		});
		expect(probes).toBeLessThan(20);
	});

	it.each([unauthorized, untrusted])(
		'ends everything at once for a lasting cause',
		async (error) => {
			await send(error);
			await expect(enter()).rejects.toMatchObject(NOT_SENT);
			await expect(enter('a')).rejects.toMatchObject(NOT_SENT);
			expect(probes).toBe(0);
		},
	);

	it('tries an upload after failures of uploads alone, and holds back no other request', async () => {
		await failThrice(broken, 'a');
		const trial = await enter('a');
		let isAdmitted = false;
		const second = enter('a').then(() => (isAdmitted = true));
		await send(undefined);
		await send(undefined, 'b');
		expect(isAdmitted).toBe(false);
		trial.report(undefined);
		trial.leave();
		await second;
	});

	it('gives up waiting for a response if nobody responds any more', async () => {
		probed = cut;
		const passage = await enter('a');
		await expect(passage.abandoned).rejects.toMatchObject({ accepted: 'maybe', retryable: false });
	});

	it('gives up waiting for the response to an upload that was sent before a silence that is over', async () => {
		probed = cut;
		const [upload, read] = [await enter('a'), await enter()];
		await new Promise((resolve) => setTimeout(resolve, 150));
		probed = undefined;
		const later = await enter('a');
		await expect(upload.abandoned).rejects.toMatchObject({ accepted: 'maybe', retryable: true });
		expect([read.isAbandoned(), later.isAbandoned()]).toEqual([false, false]);
	});

	it('gives it up with the time at which it was sent itself', async () => {
		probed = cut;
		const passage = await enter('a');
		const error: AnesyaApiError = await passage.abandoned.catch((thrown) => thrown);
		expect(error.sentAt).not.toEqual(LATER);
		expect(error.sentAt).toBeDefined();
	});

	it('goes on waiting for a slow response while Anesya responds to others', async () => {
		const passage = await enter('a');
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(probes).toBeGreaterThan(0);
		expect(passage.isAbandoned()).toBe(false);
	});

	it('lets nothing wait once the execution is stopped', async () => {
		probed = cut;
		await failThrice(cut);
		const waiting = enter();
		execution.abort(new Error('Stopped'));
		await expect(waiting).rejects.toThrow('Stopped');
	});
});
