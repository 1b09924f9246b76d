import { UserError } from 'n8n-workflow';

/** The pattern of an id, in whatever case it is written. */
export const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** What a field's id belongs to, as it stands in the app's addresses. */
export type Kind = 'Workflow' | 'Extract' | 'Schema' | 'Classifier';

const ADDRESS = `https?://\\S*${UUID}\\S*`;

/**
 * For the editor: an id, or an address with one in it, so that nobody has to choose a mode before pasting
 * it. Nothing at all passes: whether a field may be empty is another matter.
 */
export const ID_PATTERN = `^\\s*(${UUID}|${ADDRESS})?\\s*$`;

/** For the editor: an address with an id in it, or nothing. */
export const URL_PATTERN = `^\\s*(${ADDRESS})?\\s*$`;

/**
 * Finds the id in what a user typed or pasted: the id itself, or the address of the thing in the
 * Anesya app. Of several ids in an address, the one behind the kind's name counts, else the first.
 *
 * @param value the field's value, a resource locator's included
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
			? `The field ${LABEL[kind]} is empty`
			: `The field ${LABEL[kind]} holds no valid ID: ${text.slice(0, 80)}`,
		{ description: ADVICE[kind] },
	);
}

/** What stands over the fields in the panel. */
const LABEL: Record<Kind, string> = {
	Workflow: 'Workflow',
	Extract: 'Extract ID',
	Schema: 'Schema',
	Classifier: 'Classifier ID',
};

const ADVICE: Record<Kind, string> = {
	Workflow:
		'Open the workflow in the Anesya app and paste its address, or the ID in that address, into the field Workflow. It looks like 0f8fad5b-d9cb-469f-a165-70867728950e.',
	Extract:
		'After Upload Extract, use {{ $json.id }}. After a node that outputs extracted data, switch on its option Add Extract Details and use {{ $json._extract.id }}. An ID looks like 7c9e6679-7425-40de-944b-e07fc1f90ae7.',
	Schema:
		'Choose the schema from the list, or paste its ID or its address in the Anesya app. An ID looks like 300f339f-da71-4f9f-80f6-c25a63baae75.',
	Classifier:
		'Paste the ID of the classifier, or its address in the Anesya app. An ID looks like 1f25b8af-eb35-4caf-8f3f-5edd3a79beee.',
};
