import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a text in the place of a file: there is no moment at which the file is half written, or gone. */
export async function replaceFile(path: string, text: string): Promise<void> {
  // Through a link, so that the link stays one.
  const target = await realpath(path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const { mode } = await stat(target);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
