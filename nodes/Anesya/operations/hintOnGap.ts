import type { ListRequest } from '../api/page';
import type { Run } from './run';

/**
 * Tells the user that a list may have more than what came of it: to the nodes behind, it looks whole.
 *
 * @param what the list has, for instance `extracts`
 */
export function hintOnGap(run: Pick<Run, 'hint'>, what: string): ListRequest['onGap'] {
	return ({ came, count }) => {
		const isShort = count !== undefined && count > came;
		run.hint(
			isShort
				? `Only ${came} of the ${count} ${what} that Anesya counts came: its list ended early. Run the node again.`
				: `There may be more ${what} than the ${came} that came: Anesya's list ended early, or changed while it was read. Run the node again.`,
		);
	};
}
