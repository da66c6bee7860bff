import type { Features } from '../../dataset/features.ts';
import { openArrowTable } from './arrow-table.ts';
import type { ByteFile } from './byte-file.ts';
import { openCsvTable } from './csv-table.ts';
import { openJsonTable } from './json-table.ts';
import { openParquetTable } from './parquet-table.ts';
import { type DataFile, type Table, TableProblem } from './table.ts';
import { openTextSource } from './text-source.ts';

export interface TableOptions {
  /** Features that were written down somewhere; they go before what the values of text files tell. */
  readonly declared: Features | null;
  /** JSON rows are given as they stand, and not brought to the types of their columns. */
  readonly isLiteral: boolean;
  /** More bytes than this are not unpacked at once. */
  readonly memoryBytes: number;
}

/** Opens a data file by its format; the table closes the file. */
export async function openTable(
  file: ByteFile,
  { format, compression }: DataFile,
  options: TableOptions,
): Promise<Table> {
  const { declared, isLiteral, memoryBytes } = options;
  if (format === 'parquet' || format === 'arrow') {
    if (compression !== 'none') {
      throw new TableProblem(
        `A ${format} file that is packed as a whole cannot be read: unpack it first.`,
      );
    }
    const open = format === 'parquet' ? openParquetTable : openArrowTable;
    return open(file, { memoryBytes });
  }
  const source = await openTextSource(file, compression);
  const close = () => file.close();
  switch (format) {
    case 'jsonl':
    case 'json':
      return openJsonTable(source, { isLines: format === 'jsonl', declared, isLiteral }, close);
    case 'csv':
      return openCsvTable(source, { separator: ',', declared }, close);
    case 'tsv':
      return openCsvTable(source, { separator: '\t', declared }, close);
  }
}
