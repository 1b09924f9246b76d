import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

/** A column of a table; `x` and `width` are in points. */
export interface Column {
	title: string;
	x: number;
	width: number;
	align?: 'left' | 'right';
}

const INK = '#1f2933';
const PALE = '#9aa5b1';

/** Writes a PDF with what the sample documents need. */
export class Sheet {
	private readonly pdf: PDFKit.PDFDocument;

	private readonly written: Promise<void>;

	constructor(path: string, size: [number, number] | 'A4' = 'A4') {
		// With fixed dates the files are the same each time.
		const date = new Date('2025-01-15T09:00:00Z');
		this.pdf = new PDFDocument({
			size,
			margin: 0,
			info: { Producer: 'n8n-nodes-anesya', CreationDate: date, ModDate: date },
		});
		this.written = pipeline(this.pdf, createWriteStream(path));
		this.pdf.fillColor(INK);
	}

	text(
		text: string,
		x: number,
		y: number,
		options: {
			size?: number;
			bold?: boolean;
			width?: number;
			align?: 'left' | 'right' | 'center';
			pale?: boolean;
		} = {},
	): void {
		const { size = 10, bold = false, width = 400, align = 'left', pale = false } = options;
		this.pdf
			.font(bold ? 'Helvetica-Bold' : 'Helvetica')
			.fontSize(size)
			.fillColor(pale ? PALE : INK);
		this.pdf.text(text, x, y, { width, align, lineBreak: width < 400 || text.length > 60 });
	}

	line(x: number, y: number, width: number): void {
		this.pdf
			.moveTo(x, y)
			.lineTo(x + width, y)
			.lineWidth(0.7)
			.strokeColor(PALE)
			.stroke();
	}

	/** Writes a heading and rows. @returns the y below them */
	table(columns: Column[], rows: string[][], y: number, size = 10): number {
		const write = (cells: string[], at: number, bold: boolean) =>
			cells.forEach((cell, index) => {
				const column = columns[index];
				if (column)
					this.text(cell, column.x, at, { size, bold, width: column.width, align: column.align });
			});
		const first = columns[0]?.x ?? 0;
		const last = columns.at(-1);
		write(
			columns.map(({ title }) => title),
			y,
			true,
		);
		this.line(first, y + size + 5, (last?.x ?? 0) + (last?.width ?? 0) - first);
		rows.forEach((row, index) => write(row, y + size + 12 + index * (size + 8), false));
		return y + size + 20 + rows.length * (size + 8);
	}

	nextPage(): void {
		this.pdf.addPage();
	}

	async save(): Promise<void> {
		this.pdf.end();
		await this.written;
	}
}
