import type { Emulator, RecordedRequest } from '../../emulator';
import { sortExtracts } from '../../emulator/listOrder';
import type { WorkflowReport } from './workflowReport';

type Extract = Emulator['extracts'] extends ReadonlyMap<string, infer Stored> ? Stored : never;

/** Observes the requests for the documents of each workflow. */
export class Observer {
	private readonly reports = new Map<string, Omit<WorkflowReport, 'documents'>>();

	private readonly seenAt = new Map<string, number>();

	/** Takes note of a request that has ended. */
	note(request: RecordedRequest, { extracts, settings }: Emulator): void {
		const now = Date.now();
		const [, resource, id = ''] = request.path.split('/');
		if (request.method === 'POST' && resource === 'workflow') {
			const report = this.reportOn(id, request.at);
			report.uploads.push({
				bytes: request.documents.reduce((sum, { size }) => sum + size, 0),
				milliseconds: now - request.at,
			});
		} else if (id !== '') {
			const extract = extracts.get(id);
			if (extract === undefined) return;
			this.reportOn(extract.workflow ?? '', request.at).reads += 1;
			this.see([extract], now);
		} else if (resource === 'extract') {
			const workflow = request.query.workflow_id ?? '';
			this.reportOn(workflow, request.at).lists += 1;
			if (settings.listCarriesStatus)
				this.see(pageOf(request, ofWorkflow(workflow, extracts), settings.listOrder), now);
		}
	}

	report(workflow: string, { extracts }: Emulator): WorkflowReport {
		const documents = ofWorkflow(workflow, extracts).map((extract) => ({
			endsAt: endOf(extract),
			seenAt: this.seenAt.get(extract.id),
		}));
		return { ...this.reportOn(workflow, 0), documents };
	}

	private reportOn(workflow: string, at: number) {
		const report = this.reports.get(workflow) ?? {
			firstUploadAt: at,
			uploads: [],
			reads: 0,
			lists: 0,
		};
		report.firstUploadAt = Math.min(report.firstUploadAt, at || Infinity);
		this.reports.set(workflow, report);
		return report;
	}

	private see(shown: Extract[], now: number): void {
		for (const extract of shown) {
			if (endOf(extract) <= now && !this.seenAt.has(extract.id)) this.seenAt.set(extract.id, now);
		}
	}
}

function endOf({ createdAt, processingMs }: Extract): number {
	return createdAt + processingMs;
}

function ofWorkflow(workflow: string, extracts: Emulator['extracts']): Extract[] {
	return [...extracts.values()].filter((extract) => extract.workflow === workflow);
}

/** The extracts on the requested page. */
function pageOf(
	{ query }: RecordedRequest,
	extracts: Extract[],
	order: Emulator['settings']['listOrder'],
): Extract[] {
	const [page, size] = [Number(query.page ?? 1), Number(query.size ?? 50)];
	return sortExtracts(extracts, order).slice((page - 1) * size, page * size);
}
