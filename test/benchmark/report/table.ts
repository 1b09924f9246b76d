import CliTable from 'cli-table3';

/** A table of a benchmark; the first columns are ratios. */
export interface Table {
	title: string;
	columns: string[];
	rows: string[][];
	/** What the reader must know. */
	note?: string;
}

export function forTerminal({ title, columns, rows, note }: Table): string {
	const table = new CliTable({ head: columns, style: { head: [], border: [] } });
	table.push(...rows);
	return [title, table.toString(), ...(note === undefined ? [] : [note])].join('\n');
}

export function asMarkdown({ title, columns, rows, note }: Table): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
	return [`### ${title}`, table, ...(note === undefined ? [] : [note])].join('\n\n');
}
