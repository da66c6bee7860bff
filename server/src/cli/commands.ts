import type { Command } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { formatCommand } from './format.ts';
import { languageServerCommand } from './language-server.ts';
import { lintCommand } from './lint.ts';
import { renderCommand } from './render.ts';
import { rowsCommand } from './rows.ts';
import { schemaCommand } from './schema.ts';
import { scoreCommand } from './score.ts';

/** In the order of the help. Each reads only the options that it declares itself. */
export const commands: readonly Command[] = [
  lintCommand,
  formatCommand,
  renderCommand,
  scoreCommand,
  schemaCommand,
  rowsCommand,
  languageServerCommand,
  doctorCommand,
];
