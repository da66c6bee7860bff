import { join } from 'node:path';

/** The model that comes with the package. */
export function embeddedModelFolder(packageRoot: string): string {
  return join(packageRoot, 'samples', 'model');
}
