/** The keys of a template file, with what PromptSource means by each. */

export type KeyOwner = 'file' | 'template' | 'metadata';

export interface KeyDescription {
  readonly key: string;
  /** Type of the value, for the line of the key. */
  readonly type: string;
  /** Markdown. */
  readonly documentation: string;
}

/** In the order in which PyYAML writes them. */
export const promptKeys: Readonly<Record<KeyOwner, readonly KeyDescription[]>> = {
  file: [
    describe('dataset', 'text', 'Name of the dataset on the Hugging Face Hub, such as `ag_news`.'),
    describe('subset', 'text', 'Configuration of the dataset; left out when there is only one.'),
    describe('templates', 'mapping', 'The templates, each under its `id`.'),
  ],
  template: [
    describe(
      'answer_choices',
      'Jinja, or null',
      'The answers to choose from, separated by `|||`; rendered for each row. `null` for an open-ended task. ' +
        'In `jinja` they are the list `answer_choices`.',
    ),
    describe('id', 'UUID', 'Identifies the template everywhere; equals its key.'),
    describe(
      'jinja',
      'Jinja',
      'The prompt: the input, `|||`, the target. Columns of the dataset are variables.',
    ),
    describe('metadata', '!TemplateMetadata', 'How the prompt is to be used and measured.'),
    describe('name', 'text', 'Name of the template, unique in its file.'),
    describe('reference', 'text', 'The paper or the idea that the prompt follows.'),
  ],
  metadata: [
    describe(
      'choices_in_prompt',
      'bool',
      'Whether the input shows the possible answers, through `answer_choices` or in words.',
    ),
    describe('languages', 'list', 'Languages of the prompt itself, as ISO 639-1 codes.'),
    describe('metrics', 'list', 'Usual metrics of the task; `Other` for what is not in the list.'),
    describe('original_task', 'bool', 'Whether the dataset is meant for the task of this prompt.'),
  ],
};

export function describeKey(owner: KeyOwner, key: string): KeyDescription | undefined {
  return promptKeys[owner].find((description) => description.key === key);
}

function describe(key: string, type: string, documentation: string): KeyDescription {
  return { key, type, documentation };
}
