import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { joinBounded } from '../guards/boundedText';
import type { PossibleTable, TablePath } from './tables';
import { findField, possibleTables, TableContent, valuesAt } from './tables';

/** Characters of the name of a field that a text shows. */
const LONGEST_NAME = 80;

/** The one table of all documents of a run: rows of different tables would go into the same columns. */
export interface TableChoice {
	/** Takes the items of a document that has data. */
	add(items: IDataObject[]): void;
	/**
	 * To be called once all documents are added.
	 *
	 * @returns where an item has the table; undefined if the item does not have it
	 * @throws UserError when the user named a table that no document has
	 */
	pathIn(item: IDataObject): TablePath | undefined;
	/** Its name for a text; undefined if there is no table. Throws as `pathIn` does. */
	name(): string | undefined;
}

/** @param name of the field that the user named; '' for the table that most documents have rows of */
export function createTableChoice(name: string): TableChoice {
	return name === '' ? mostFrequentTable() : namedTable(name);
}

/** What is known of a field that may be the table. */
interface Votes extends PossibleTable {
	/** Documents that have rows of it. */
	withRows: number;
	/** Documents that have it, even empty or as null: their schema has it. */
	documents: number;
	/** The first place that it has among the tables of a document. */
	place: number;
}

function mostFrequentTable(): TableChoice {
	const votes = new Map<string, Votes>();
	let winner: Votes | undefined;
	return {
		add(items) {
			const ofDocument = new Map<string, Votes>();
			const found = items.flatMap((item) => possibleTables(item));
			for (const [place, table] of found.entries()) {
				const withRows = table.content === TableContent.Objects ? 1 : 0;
				count(ofDocument, { ...table, withRows, documents: 1, place }, 1);
			}
			for (const table of ofDocument.values()) count(votes, table, Infinity);
			winner = undefined;
		},
		pathIn: () => elected()?.path,
		name: () => nameOf(elected()?.path),
	};

	/** A list of objects, else one that is always empty: without it, the item looks as others do. */
	function elected(): Votes | undefined {
		if (winner !== undefined) return winner;
		const tables = [...votes.values()].sort(byVotes);
		winner =
			tables.find(({ content }) => content === TableContent.Objects) ??
			tables.find(({ content }) => content === TableContent.NoRows);
		return winner;
	}
}

/** @param most documents that are counted: several items may be of one document */
function count(votes: Map<string, Votes>, table: Votes, most: number): void {
	const key = JSON.stringify(table.path);
	const known = votes.get(key);
	votes.set(key, {
		path: table.path,
		content: Math.max(table.content, known?.content ?? TableContent.Null),
		withRows: Math.min(most, table.withRows + (known?.withRows ?? 0)),
		documents: Math.min(most, table.documents + (known?.documents ?? 0)),
		place: Math.min(table.place, known?.place ?? Infinity),
	});
}

/**
 * Rows decide, since a schema may have a table that hardly any document fills. Documents end in any order,
 * so their order must not decide.
 */
function byVotes(a: Votes, b: Votes): number {
	return (
		b.withRows - a.withRows ||
		b.documents - a.documents ||
		a.path.length - b.path.length ||
		a.place - b.place ||
		(JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1)
	);
}

function namedTable(name: string): TableChoice {
	/** The names of all tables, for the text about a name that none of them has. */
	const tables = new Set<string>();
	let [isTable, isField, documents] = [false, false, 0];
	return {
		add(items) {
			documents += 1;
			for (const item of items) {
				const path = findField(item, name);
				const values = path === undefined ? [] : valuesAt(item, path);
				isField ||= values.some((value) => value !== null);
				isTable ||= values.some((value) => value === null || Array.isArray(value));
				if (isTable) continue;
				for (const table of possibleTables(item))
					if (table.content === TableContent.Objects) tables.add(nameOf(table.path) ?? '');
			}
		},
		pathIn(item) {
			if (!isTable && documents > 0) throw unknownTableError(name, isField, [...tables]);
			return findField(item, name);
		},
		name: () => nameOf([name]),
	};
}

function nameOf(path: TablePath | undefined): string | undefined {
	return path?.join('.').slice(0, LONGEST_NAME);
}

function unknownTableError(name: string, isField: boolean, tables: string[]): UserError {
	const field = `"${name.slice(0, LONGEST_NAME)}"`;
	return new UserError(
		isField
			? `The field ${field} is not a table`
			: `There is no table ${field} in the extracted data`,
		{
			description:
				tables.length === 0
					? "No document has a table. To get one item for each, leave 'Table Field' empty, or choose Extracted Data as the output."
					: `Set 'Table Field' to one of: ${joinBounded(tables)}.`,
		},
	);
}
