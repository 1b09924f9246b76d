import { UserError } from 'n8n-workflow';

/** The pattern of an id, in upper or lower case. */
export const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

const ADDRESS = `https?://\\S*${UUID}\\S*`;

/**
 * For the editor: an id, or an address with an id in it, so that nobody must choose a mode before
 * pasting. An empty field passes: whether it may be empty is checked elsewhere.
 */
export const ID_PATTERN = `^\\s*(${UUID}|${ADDRESS})?\\s*$`;

/** For the editor: an address with an id in it, or an empty field. */
export const URL_PATTERN = `^\\s*(${ADDRESS})?\\s*$`;

/** What an id belongs to, as the addresses of the Anesya app name it. */
type Kind = 'Workflow' | 'Extract' | 'Schema' | 'Classifier';

const LABEL: Record<Kind, string> = {
	Workflow: 'Workflow',
	Extract: 'Extract ID',
	Schema: 'Schema',
	Classifier: 'Classifier ID',
};

const ADVICE: Record<Kind, string> = {
	Workflow:
		"Open the workflow in the Anesya app and paste its address, or the ID in that address, into the field 'Workflow'. An ID looks like 0f8fad5b-d9cb-469f-a165-70867728950e.",
	Extract:
		"After Upload Extract, use {{ $json.id }}. After a node that outputs extracted data, switch on its option 'Add Extract Details' and use {{ $json._extract.id }}. An ID looks like 7c9e6679-7425-40de-944b-e07fc1f90ae7.",
	Schema:
		'Choose the schema from the list, or paste its ID or its address in the Anesya app. An ID looks like 300f339f-da71-4f9f-80f6-c25a63baae75.',
	Classifier:
		'Paste the ID of the classifier, or its address in the Anesya app. An ID looks like 1f25b8af-eb35-4caf-8f3f-5edd3a79beee.',
};

/**
 * Finds the id in what a user typed or pasted: the id itself, or the address of its page in the Anesya
 * app. If an address has several ids, the one after the kind's name counts, or else the first.
 *
 * @param value the field's value; for a resource locator, its inner value
 * @throws UserError that names the field
 */
export function uuidFrom(value: unknown, kind: Kind): string {
	const text = (
		typeof value === 'string' ? value : (JSON.stringify(value ?? undefined) ?? '')
	).trim();
	const patterns = [
		`^(${UUID})$`,
		`^https?://\\S*${kind}s?[/=](${UUID})`,
		`^https?://\\S*?(${UUID})`,
	];
	for (const pattern of patterns) {
		const id = new RegExp(pattern, 'i').exec(text)?.[1];
		if (id !== undefined) return id.toLowerCase();
	}
	throw new UserError(
		text === ''
			? `The field '${LABEL[kind]}' is empty`
			: `The field '${LABEL[kind]}' does not contain a valid ID: ${text.slice(0, 80)}`,
		{ description: ADVICE[kind] },
	);
}
