/** A document's name, which says how long it takes: so that all processes know without being told. */
export function nameWith(index: number, duration: number): string {
	return `document-${String(index).padStart(4, '0')}-${Math.round(duration)}-ms.pdf`;
}

/** @returns milliseconds; none for a document with another name */
export function durationIn(name: string): number {
	return Number(/-(\d+)-ms\.pdf$/.exec(name)?.[1] ?? 0);
}
