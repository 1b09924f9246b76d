import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import { extractDetails } from '../results/extractDetails';
import { isRecord } from '../guards/json';

/** The exports that Anesya makes (documented), with their endings. */
const EXPORTS = {
	csv: { ending: 'csv', type: 'text/csv' },
	json: { ending: 'json', type: 'application/json' },
	images: { ending: 'zip', type: 'application/zip' },
} as const;

export const DOWNLOADS = ['csv', 'json', 'images', 'document', 'pictures'] as const;

/** What a user may want of an extract: an export, the stored file, or each picture that was cut from it. */
export type Download = (typeof DOWNLOADS)[number];

/** A file that is going to be downloaded. */
export interface PlannedFile {
	/** As Anesya names it, or a path with its query. */
	address: string;
	/** An ending may be missing. */
	name: string;
	/** Known for an export only; for other files the name or the server tells. */
	type?: string;
	/** The item's fields. */
	details: IDataObject;
}

/** @returns the files, possibly none */
export function plannedFiles(extract: Extract, download: Download): PlannedFile[] {
	const details = extractDetails(extract);
	const name = documentNameOf(extract);
	const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '');

	if (download === 'document') {
		const address = extract.document_url;
		return typeof address === 'string' && address !== '' ? [{ address, name, details }] : [];
	}
	if (download === 'pictures') {
		return picturesIn(extract).map(({ id, name: picture, url }, index) => ({
			address: url,
			name: picture ?? `${stem}-${index + 1}`,
			details: { ...details, picture_id: id, picture_name: picture },
		}));
	}
	const { ending, type } = EXPORTS[download];
	const address = `/extract/${encodeURIComponent(extract.id)}/?download=${download}`;
	return [{ address, name: `${stem}.${ending}`, type, details }];
}

interface Picture {
	id: string | null;
	name: string | null;
	url: string;
}

/** `content_images` as documented; what has no address cannot be downloaded. */
function picturesIn({ content_images }: Extract): Picture[] {
	const images: unknown[] = Array.isArray(content_images) ? content_images : [];
	return images.flatMap((image) => {
		if (!isRecord(image) || typeof image.url !== 'string' || image.url === '') return [];
		const [id, name] = [image.id, image.name].map((text) =>
			typeof text === 'string' && text !== '' ? text : null,
		);
		return [{ id: id ?? null, name: name ?? null, url: image.url }];
	});
}
