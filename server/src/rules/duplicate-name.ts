import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import { unusedName } from '../template/template-name.ts';
import { repeated, textOf } from './repeated.ts';
import type { Fix, Rule } from './rule.ts';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  severity: 'error',
  description: 'Each template of a file has a name of its own.',
  fix: 'puts a number behind the name that no other template has',
  checkFile({ snapshot }, tell) {
    const { file, text: document } = snapshot;
    const taken = new Set(file.templates.flatMap(({ name }) => textOf(name) ?? []));
    for (const { key, name } of repeated(file.templates, ({ name }) => textOf(name))) {
      const text = textOf(name);
      if (name === undefined || text === undefined) continue;
      const message = `Another template of this file is called \`${text}\` as well; names must differ.`;
      const span = name.valueSpan;
      const free = unusedName(taken, text);
      taken.add(free);
      const edits = [{ span, newText: dumpScalarAt(document, span.start, free) }];
      const fix: Fix = { title: `Rename to \`${free}\``, edits };
      tell({ message, span, templateId: key, fix });
    }
  },
};
