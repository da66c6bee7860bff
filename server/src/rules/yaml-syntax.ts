import { reportsOfProblems } from './file-problems.ts';
import type { Rule } from './rule.ts';

export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  description: 'The file is YAML as PyYAML reads it.',
  check: ({ snapshot }) => reportsOfProblems(snapshot, 'yaml-syntax'),
};
