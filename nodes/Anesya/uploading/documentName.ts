/** What HTML calls the characters that services escape in names. */
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Of names that share this many comparable characters, one may be the other cut off. */
const SHORTEST_CUT = 60;

/**
 * Whether an extract may have the name of a file. How Anesya changes names when it stores them is
 * unknown, and an extract that is overlooked is paid for twice: it may replace characters, resolve HTML
 * entities, cut a long name off, or append some characters so that names are unique.
 *
 * @param stored the `document_name` of an extract
 * @param sent the name of the file as it was sent
 */
export function isSameName(stored: unknown, sent: string): boolean {
	const name = String(stored);
	if (name === sent) return true;
	const forms = [name, withoutUniqueSuffix(name)].flatMap((form) => [
		comparableName(form),
		comparable(form),
	]);
	if (storedFormsOf(sent).some((form) => forms.includes(form))) return true;
	const [stem, sentStem] = [stemOf(name), stemOf(sent)].map(comparableName);
	if (stem === undefined || sentStem === undefined || stem.length < SHORTEST_CUT) return false;
	return sentStem.startsWith(stem);
}

/** A name without what a service may change. Never empty, unless the name is. */
export function comparableName(name: unknown): string {
	// Twice, because a service may escape what a client has escaped already.
	return comparable(withoutEntities(withoutEntities(String(name))));
}

/**
 * What may be left of a name. Signs of an entity may be dropped before it is resolved (`&amp;` becomes
 * `_amp_`), and frameworks keep only the letters of ASCII (`Straße` becomes `Strae`).
 */
function storedFormsOf(name: string): string[] {
	const ascii = name.normalize('NFKD').replace(/[^ -~]/g, '');
	return [comparableName(name), comparable(name), comparable(ascii)];
}

function comparable(text: string): string {
	const plain = text.normalize('NFKD').toLowerCase();
	return plain.replace(/[^\p{L}\p{N}]+/gu, '') || plain;
}

function withoutEntities(name: string): string {
	return name.replace(
		/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}));/gi,
		(entity, decimal, hex, word) => {
			const code = Number(decimal ?? (hex === undefined ? NaN : `0x${String(hex)}`));
			if (Number.isFinite(code) && code <= 0x10ffff) return String.fromCodePoint(code);
			return ENTITIES[String(word).toLowerCase()] ?? String(entity);
		},
	);
}

/** Frameworks append an underscore and seven characters to a name that exists already. */
function withoutUniqueSuffix(name: string): string {
	return name.replace(/_[a-z\d]{7}(\.[a-z\d]{1,5})?$/i, '$1');
}

function stemOf(name: string): string {
	return name.replace(/\.[a-z\d]{1,5}$/i, '');
}
