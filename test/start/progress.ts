import { Presets, SingleBar } from 'cli-progress';

/** How many lines of output to show when a stage fails. */
const KEPT = 30;

/** Shows the progress of a start: a bar with the stage and its time, or a line now and then without a terminal. */
export class Progress {
	private readonly bar: SingleBar;

	private readonly lines: string[] = [];

	private done = 0;

	constructor(private readonly stages: number) {
		const format = '{bar} {value}/{total}  {stage}  {duration_formatted}';
		this.bar = new SingleBar(
			{ format, barsize: 20, hideCursor: true, noTTYOutput: true, notTTYSchedule: 5_000 },
			Presets.rect,
		);
	}

	/** Runs a stage. @throws what the stage throws, after printing its last lines */
	async during<Result>(stage: string, task: () => Promise<Result>): Promise<Result> {
		if (this.done === 0) this.bar.start(this.stages, 0, { stage });
		else this.bar.update(this.done, { stage });
		try {
			const result = await task();
			this.done += 1;
			this.bar.update(this.done, { stage });
			if (this.done === this.stages) this.bar.stop();
			return result;
		} catch (error) {
			this.bar.stop();
			console.error(this.lines.splice(-KEPT).join('\n'));
			throw error;
		}
	}

	/** Keeps a line that a stage printed. */
	readonly note = (line: string): void => void this.lines.push(line);
}
