import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import { decodedName } from '../documents/decodedName';
import { nameWithEnding, uploadName } from '../documents/uploadName';
import { isRecord } from '../guards/json';
import { extractDetails } from '../results/extractDetails';

/** The exports that Anesya offers: what `?download=` calls them (documented), and the files they give. */
const EXPORTS = {
	csv: { format: 'csv', extension: 'csv', type: 'text/csv' },
	json: { format: 'json', extension: 'json', type: 'application/json' },
	imagesZip: { format: 'images', extension: 'zip', type: 'application/zip' },
} as const;

export const DOWNLOADS = ['csv', 'json', 'imagesZip', 'document', 'images'] as const;

/** What the user wants of an extract: an export, the uploaded file, or each image cut from it. */
export type Download = (typeof DOWNLOADS)[number];

/**
 * The end of a name that is an extension: of what Anesya reads, and of other files that users send. Names
 * such as "Contract No.5" end in something else.
 */
const EXTENSION =
	/\.(?:pdf|png|jpe?g|jfif|tiff?|gif|bmp|webp|heic|docx?|odt|rtf|txt|md|xlsx?|ods|csv|pptx?|odp|html?|xml|json|eml|msg|zip)$/i;

/** A file to download. */
export interface PlannedFile {
	/** As Anesya gives it, or a path with its query. */
	address: string;
	/** Its extension may be missing, except for an export. */
	name: string;
	/** Only for an export; the type of other files comes from the name or from the server. */
	type?: string;
	/** The fields of its item. */
	details: IDataObject;
}

/** The files that a download consists of, possibly none. */
export function plannedFiles(extract: Extract, download: Download): PlannedFile[] {
	const details = extractDetails(extract);
	const name = documentNameOf(extract);
	const stem = decodedName(name).trim().replace(EXTENSION, '') || 'document';

	if (download === 'document') {
		const address = extract.document_url;
		return typeof address === 'string' && address !== '' ? [{ address, name, details }] : [];
	}
	if (download === 'images') {
		const images = imagesIn(extract);
		const names = distinctNames(images.map((image, index) => image.name ?? `${stem}-${index + 1}`));
		return images.map((image, index) => ({
			address: image.url,
			name: names[index] ?? stem,
			details: { ...details, image_id: image.id, image_name: image.name },
		}));
	}
	const { format, extension, type } = EXPORTS[download];
	const address = `/extract/${encodeURIComponent(extract.id)}/?download=${format}`;
	return [{ address, name: nameWithEnding(withoutFolders(stem), extension), type, details }];
}

/** Characters of a name that gets a number, so that the number is not cut off. */
const LONGEST_NUMBERED = 50;

/**
 * Gives each file a name of its own: `Logo-2.png`. Names that differ in their extension alone count as
 * the same, since an extension may be added later; so do those that differ in case, or in characters that
 * do not stay.
 */
function distinctNames(names: string[]): string[] {
	const taken = new Set<string>();
	const numbers = new Map<string, number>();
	return names.map((given) => {
		const { name } = uploadName({ fileName: withoutFolders(given) }, undefined, given);
		const stem = name.replace(EXTENSION, '');
		const key = stem.toLowerCase();
		if (!taken.has(key)) {
			taken.add(key);
			return name;
		}
		const short = Array.from(stem).slice(0, LONGEST_NUMBERED).join('');
		let number = numbers.get(key) ?? 2;
		while (taken.has(`${short}-${number}`.toLowerCase())) number += 1;
		numbers.set(key, number + 1);
		taken.add(`${short}-${number}`.toLowerCase());
		return `${short}-${number}${name.slice(stem.length)}`;
	});
}

/** A slash in Anesya's name does not separate folders: the whole name is kept. */
export function withoutFolders(name: string): string {
	return name.replace(/[\\/]/g, '_');
}

interface ContentImage {
	id: string | null;
	name: string | null;
	url: string;
}

/** `content_images` (documented); an image without an address cannot be downloaded. */
function imagesIn({ content_images }: Extract): ContentImage[] {
	const images: unknown[] = Array.isArray(content_images) ? content_images : [];
	return images.flatMap((image) => {
		if (!isRecord(image) || typeof image.url !== 'string' || image.url === '') return [];
		const [id, name] = [image.id, image.name].map((text) =>
			typeof text === 'string' && text !== '' ? text : null,
		);
		return [{ id: id ?? null, name: name ?? null, url: image.url }];
	});
}
