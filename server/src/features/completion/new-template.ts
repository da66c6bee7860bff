import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { dumpTemplate } from '../../template/dump/dump-template.ts';
import { nameOf, unusedName } from '../../template/template-name.ts';
import { createColumns } from './columns.ts';
import type { Proposal } from './completion.ts';
import { type TaskStarter, taskStarters } from './task-starters.ts';

/** Whole templates to start from, each with an id of its own, for a line with that indent. */
export function templateProposals(
  snapshot: Snapshot,
  indent: string,
  newId: () => string,
): readonly Proposal[] {
  return taskStarters.map((starter) => {
    const name = unusedName(new Set(snapshot.file.templates.map(nameOf)), starter.task);
    const written = startTemplate(snapshot, starter, { id: newId(), name });
    return {
      label: `new ${starter.task} template`,
      kind: 'template',
      documentation: `\`\`\`yaml\n${written}\n\`\`\``,
      insert: written.replace(/\n {2}/g, `\n${indent}`),
    };
  });
}

/** A template for a task over the columns of the dataset, as PyYAML writes it below `templates`. */
export function startTemplate(
  snapshot: Snapshot,
  { start }: TaskStarter,
  named: { readonly id: string; readonly name: string },
): string {
  return dumpTemplate({
    ...start(createColumns(knownFeatures(snapshot))),
    ...named,
    languages: ['en'],
    originalTask: true,
    reference: '',
  });
}
