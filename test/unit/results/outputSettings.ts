import type { OutputSettings } from '../../../nodes/Anesya/results/resultItems';

/** The user's choice on a new node. */
export const OUTPUT: OutputSettings = { mode: 'extractedData', tableField: '', withDetails: false };
