import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { dumpTemplate } from '../../template/dump/dump-template.ts';
import { nameOf } from '../template-name.ts';
import { createColumns } from './columns.ts';
import type { Proposal } from './completion.ts';
import { taskStarters } from './task-starters.ts';

/** Whole templates to start from, each with an id of its own, for a line with that indent. */
export function templateProposals(
  snapshot: Snapshot,
  indent: string,
  newId: () => string,
): readonly Proposal[] {
  const features = knownFeatures(snapshot);
  return taskStarters.map(({ task, start }) => {
    const written = dumpTemplate({
      ...start(createColumns(features)),
      id: newId(),
      name: unusedName(snapshot, task),
      languages: ['en'],
      originalTask: true,
      reference: '',
    });
    return {
      label: `new ${task} template`,
      kind: 'template',
      documentation: `\`\`\`yaml\n${written}\n\`\`\``,
      insert: written.replace(/\n {2}/g, `\n${indent}`),
    };
  });
}

function unusedName({ file }: Snapshot, task: string): string {
  const names = new Set(file.templates.map(nameOf));
  let name = task;
  for (let number = 2; names.has(name); number += 1) {
    name = `${task} ${number}`;
  }
  return name;
}
