import { leaveNoticeAtStop, noticeEntries } from '../../../nodes/Anesya/operations/stopNotice';

describe('What a stop leaves in the custom data of the execution', () => {
	const ids = Array.from(
		{ length: 20 },
		(_, index) => `${String(index).padStart(8, '0')}-4e2d-9053-1308-046504080000`,
	);

	it('is nothing where nothing is paid', () => expect(noticeEntries([], [])).toEqual({}));

	it('is the documents that may be at Anesya, and the ids, as many as fit into an entry of 512 characters', () => {
		const entries = noticeEntries(ids, ['a.pdf', 'b.pdf']);
		expect(Object.keys(entries)).toEqual(['anesya_unclear', 'anesya_ids_1', 'anesya_ids_2']);
		expect(entries.anesya_unclear).toBe('a.pdf, b.pdf');
		expect(`${entries.anesya_ids_1}, ${entries.anesya_ids_2}`).toBe(ids.join(', '));
		expect(entries.anesya_ids_1?.length).toBeLessThanOrEqual(512);
	});

	it('is cut to what n8n keeps', () => {
		const entries = noticeEntries(['x'.repeat(600)], ['y'.repeat(600)]);
		expect(Object.values(entries).map(({ length }) => length)).toEqual([512, 512]);
	});
});

describe('A stop', () => {
	const uploads = {
		ids: () => Array.from({ length: 200 }, (_, index) => `id-${index}`),
		unclear: () => ['a.pdf'],
		track: jest.fn(),
		add: () => {},
		unclearBefore: () => [],
		endedBefore: () => [],
		addEnded: () => {},
	};

	/** An execution whose custom data has `given` already. */
	const execution = (given: Record<string, string>) => {
		const controller = new AbortController();
		const customData = { ...given };
		const set = (key: string, value: string) => Object.assign(customData, { [key]: value });
		const $execution = { customData: { set, getAll: () => ({ ...customData }) } };
		const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn(), debug: jest.fn() };
		const context = {
			getExecutionCancelSignal: () => controller.signal,
			getExecutionId: () => '7',
			getWorkflowDataProxy: jest.fn().mockReturnValue({ $execution }),
			logger,
		};
		return { context, customData, logger, stop: () => controller.abort() };
	};

	it('leaves all ids in the log', () => {
		const { context, logger, stop } = execution({});
		leaveNoticeAtStop(context, uploads);
		stop();
		expect(logger.info).toHaveBeenCalledTimes(1);
		expect(logger.info).toHaveBeenCalledWith(expect.stringMatching(/id-0, .*, id-199\..*a\.pdf/));
	});

	it('keeps what the workflow itself put into the custom data, and the limit of n8n', () => {
		const given = { mine: '1', anesya_ids_2: 'mine too' };
		const { context, customData, stop } = execution(given);
		leaveNoticeAtStop(context, uploads);
		stop();
		expect(customData).toMatchObject(given);
		expect(Object.keys(customData)).toHaveLength(10);
		expect(customData).toHaveProperty('anesya_unclear', 'a.pdf');
	});

	it('never throws: what a listener throws ends the process', () => {
		const { context, logger, stop } = execution({});
		context.getWorkflowDataProxy.mockImplementation(() => {
			throw new Error('no proxy');
		});
		leaveNoticeAtStop(context, uploads);
		stop();
		expect(logger.info).toHaveBeenCalledTimes(1);
		expect(logger.warn).toHaveBeenCalledTimes(1);
	});

	it('leaves nothing of a run that has finished', () => {
		const { context, logger, stop } = execution({});
		leaveNoticeAtStop(context, uploads)();
		stop();
		expect(logger.info).not.toHaveBeenCalled();
	});
});
