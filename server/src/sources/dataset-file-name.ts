/** The name of a dataset's file in a folder of schemas or rows, without its ending. */
export function datasetFileName(dataset: string, subset: string | null): string {
  return `${dataset.replaceAll('/', '__')}__${subset ?? 'default'}`;
}

/** Whether the name can be a file of the folder itself: a template file must not reach elsewhere. */
export function isPlainFileName(name: string): boolean {
  return !/[/\\\0]/.test(name);
}
