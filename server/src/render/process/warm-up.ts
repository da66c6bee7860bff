import type { RenderRequest } from './protocol.ts';

const warmUpRequest: RenderRequest = {
  templates: [
    {
      id: '',
      name: '',
      jinja:
        '{% set n = (items | length) %}{% for item in items if item.a %}{{ loop.index }}: {{ item["a"] | upper }}' +
        '{% else %}{{ none }}{% endfor %}{% if n > 1 and text is defined %}{{ text.strip() ~ 1.5 }}{% endif %}' +
        '{% macro m(x=1) %}{{ x }}{% endmacro %}{{ m() }} ||| {{ answer_choices[label] }}',
      answerChoices: 'no ||| {{ text | trim }}',
    },
  ],
  rows: [{ index: 0, json: '{"items": [{"a": "b"}, {"a": ""}], "text": " c ", "label": 1}' }],
  options: { truncate: true, dialect: 'main', choice: { kind: 'row' } },
};

/** Rendered before the first request, whose time is then not spent on loading and first compilation. */
export const warmUpRequests: readonly RenderRequest[] = [
  warmUpRequest,
  { ...warmUpRequest, options: { ...warmUpRequest.options, traces: true } },
];
