/** A list as it leaves the product: what was on screen, filtered, sorted and with the chosen columns. */

export type ExportFormat = 'xlsx' | 'csv' | 'pdf';

/** `day` is written `YYYY-MM-DD`, `instant` ISO UTC; `money` is whole rupiah; everything else is text for ever. */
export type ExportKind = 'text' | 'number' | 'money' | 'day';
export type ExportCell = string | number | null;

export interface ExportColumn {
  readonly title: string;
  readonly kind: ExportKind;
}

export interface ExportHead {
  /** Name of the list; the worksheet and the first line of the paper. */
  readonly title: string;
  /** Branch, day and who took it out, as one line under the title on paper. */
  readonly subtitle: string;
  readonly columns: readonly ExportColumn[];
}

export interface ExportTable extends ExportHead {
  readonly rows: readonly (readonly ExportCell[])[];
}

/** A column that a list offers. */
export interface ExportField<Row> {
  readonly key: string;
  readonly title: Readonly<Record<'id' | 'en', string>>;
  readonly kind: ExportKind;
  value(row: Row): ExportCell;
}

/** @returns the cells of one row, in the order of the fields. */
export const cellsOf = <Row>(fields: readonly ExportField<Row>[], row: Row): ExportCell[] =>
  fields.map((field) => field.value(row));
