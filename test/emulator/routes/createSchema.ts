import { json } from 'node:stream/consumers';

import type { Route } from '../context';
import { detail } from '../responses';
import { schemaProblem } from '../schemaValidation';

type Body = Record<string, unknown>;

/** `POST /schema/` (the operation is documented, its path inferred). */
export const createSchema: Route = {
	method: 'POST',
	path: /^\/schema\/$/,

	async handle({ request, schemas, receivedJson }) {
		if (!/^application\/json/i.test(request.headers['content-type'] ?? '')) {
			return detail(415, 'Unsupported media type in request.');
		}
		const body = await json(request).catch(() => undefined);
		receivedJson(body);
		if (!isObject(body)) return detail(400, 'JSON parse error');
		const { name, description, additional_informations = null, schema = null, ...unknown } = body;

		const problems: Body = {};
		const check = (field: string, isRight: boolean, text: string) =>
			void (isRight || (problems[field] = [text]));
		check('name', isText(name), 'This field may not be blank.');
		check('description', isText(description), 'This field may not be blank.');
		check(
			'additional_informations',
			additional_informations === null || isText(additional_informations),
			'Not a valid string.',
		);
		for (const field of Object.keys(unknown)) check(field, false, 'Unexpected field.');
		const problem = schema === null ? undefined : schemaProblem(schema, 'schema');
		if (problem !== undefined) problems.schema = [problem];
		if (Object.keys(problems).length > 0 || !isText(name) || !isText(description))
			return { status: 400, body: problems };

		const created = schemas.create({
			name,
			description,
			additional_informations: isText(additional_informations) ? additional_informations : null,
			schema,
		});
		return { status: 201, body: created };
	},
};

function isObject(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
