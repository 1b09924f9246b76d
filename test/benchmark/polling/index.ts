import type { Benchmark } from '../benchmark';
import { measureChangedKind } from './changedKind';
import { measureManyDocuments } from './manyDocuments';
import { measureSingleDocument } from './singleDocument';

/** Compares schedules in virtual time: many samples, and only the schedule counts. */
export const pollingBenchmark: Benchmark = {
	name: 'polling',
	question: 'Polling in virtual time: how late is a result found, and with how many requests?',
	async measure(options) {
		const singleDocument = measureSingleDocument();
		const changedKind = measureChangedKind();
		const manyDocuments = await measureManyDocuments(options);
		return {
			tables: [...singleDocument.tables, ...changedKind.tables, ...manyDocuments.tables],
			headline: singleDocument.headline,
			raw: {
				singleDocument: singleDocument.raw,
				changedKind: changedKind.raw,
				manyDocuments: manyDocuments.raw,
			},
		};
	},
};
