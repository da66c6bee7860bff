import { tellProblems } from './file-problems.ts';
import type { Rule } from './rule.ts';

export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  description: 'The file is YAML as PyYAML reads it.',
  checkFile: ({ snapshot }, tell) => tellProblems(snapshot, 'yaml-syntax', tell),
};
