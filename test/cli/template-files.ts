/** A template file with one template, without findings where nothing else is given. */
export function templateFile(fields: {
  readonly jinja?: string;
  readonly answerChoices?: string;
  readonly metric?: string;
}): string {
  const { jinja = "'{{ text }} Good or bad? ||| {{ text }}'", answerChoices = 'null' } = fields;
  return `dataset: notes
templates:
  5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c: !Template
    answer_choices: ${answerChoices}
    id: 5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c
    jinja: ${jinja}
    metadata: !TemplateMetadata
      choices_in_prompt: false
      languages:
      - en
      metrics:
      - ${fields.metric ?? 'Other'}
      original_task: true
    name: only one
    reference: ''
`;
}

export const notesSchema = JSON.stringify({
  features: {
    text: { dtype: 'string', _type: 'Value' },
    label: { names: ['bad', 'good'], _type: 'ClassLabel' },
  },
});
