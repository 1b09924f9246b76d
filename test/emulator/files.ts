/** A file in a response. */
export interface ServedFile {
	name: string;
	type: string;
	/** The bytes, or the path of a file. */
	content: Buffer | string;
}

/** The headers of a response with a file. */
export function headersOf({ name, type }: ServedFile): Record<string, string> {
	return {
		'Content-Type': type,
		'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
	};
}
