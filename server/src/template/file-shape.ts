import type { Entry, TemplateFileProblem, YamlValue } from './template-file.ts';

/** What keeps PromptSource from finding templates in a file that PyYAML loads. */
export function checkShape(root: YamlValue | undefined): readonly TemplateFileProblem[] {
  const top = { start: 0, end: 0 };
  if (root === undefined || root.type === 'none') {
    const message =
      'The file is empty. Expected the keys `dataset` and `templates`, and under `templates` one `!Template` for each id.';
    return [{ code: 'missing-key', message, span: top }];
  }
  if (root.type !== 'mapping') {
    const message = `Expected a mapping with the keys \`dataset\` and \`templates\`, but the file holds ${describeValue(root)}. Start the file with \`dataset: …\`.`;
    return [{ code: 'wrong-type', message, span: top }];
  }
  const templates = findEntry(root.entries, 'templates');
  if (templates === undefined) {
    const message =
      'The key `templates` is missing. Add it, and under it one `!Template` for each id.';
    return [{ code: 'missing-key', message, span: top }];
  }
  return checkTemplates(templates);
}

/** The entry that PyYAML keeps of those with a key: the last one. */
export function findEntry(entries: readonly Entry[], key: string): Entry | undefined {
  return entries.findLast((entry) => entry.key === key && isTextKey(entry));
}

/** Whether PyYAML reads the key as text. */
export function isTextKey({ keyValue }: Entry): boolean {
  return keyValue === undefined;
}

function checkTemplates(templates: Entry): readonly TemplateFileProblem[] {
  const { value } = templates;
  if (value.type === 'mapping') return value.entries.flatMap(checkBody);
  const message = `Expected \`templates\` to be a mapping from ids to \`!Template\`, but found ${describeValue(value)}. Write one id with a colon per template; for none write \`{}\`.`;
  return [{ code: 'wrong-type', message, span: valuePlace(templates) }];
}

function checkBody(entry: Entry): readonly TemplateFileProblem[] {
  if (entry.value.type === 'mapping') return [];
  const message = `Expected a template with keys such as \`id\`, \`name\` and \`jinja\`, but found ${describeValue(entry.value)}. Write \`!Template\` behind the colon and the keys on indented lines below.`;
  return [{ code: 'wrong-type', message, span: valuePlace(entry) }];
}

/** Where the value stands; its key where nothing is written. */
function valuePlace(entry: Entry): Entry['valueSpan'] {
  return entry.valueSpan.start === entry.valueSpan.end ? entry.keySpan : entry.valueSpan;
}

function describeValue(value: YamlValue): string {
  switch (value.type) {
    case 'str':
      return 'text';
    case 'int':
    case 'float':
      return 'a number';
    case 'bool':
      return 'a truth value';
    case 'none':
      return 'nothing';
    case 'list':
      return 'a list';
    case 'mapping':
      return 'a mapping';
    case 'other':
      return `a value of type \`${value.pythonType}\``;
  }
}
