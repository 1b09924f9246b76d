import type { IBinaryData } from 'n8n-workflow';

import { AnesyaApiError } from '../transport/apiError';
import type { ItemFile } from './itemFiles';
import { linksFrom } from './links';
import type { LoadLink } from './loadLink';

/** What the field Links gives. */
export interface LinkedFiles {
	files: ItemFile[];
	/** Why links could not be loaded. */
	notLoaded: AnesyaApiError[];
}

/**
 * Loads the links of an item, each document once: twice, it would be paid for twice.
 *
 * @throws UserError when a part of the value is not a link
 */
export async function linkedFiles(value: unknown, loadLink: LoadLink): Promise<LinkedFiles> {
	const loaded = await Promise.all(
		linksFrom(value).map(
			async (link, position) =>
				await loadLink(link, position).catch((thrown: unknown) => {
					if (thrown instanceof AnesyaApiError) return thrown;
					throw thrown;
				}),
		),
	);
	const seen = new Set<IBinaryData>();
	const files = loaded.flatMap((one) => {
		if (one instanceof AnesyaApiError || seen.has(one.binary)) return [];
		seen.add(one.binary);
		return one;
	});
	return { files, notLoaded: loaded.filter((one) => one instanceof AnesyaApiError) };
}
