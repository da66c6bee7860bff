/**
 * Writes `syntaxes/p3-template.tmLanguage.json`. The Jinja rules are needed once for each way in which YAML
 * writes text, because quotes and line ends are escaped differently; a test compares the file with this source.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

interface Rule {
  readonly [key: string]: string | readonly Rule[] | { readonly [key: string]: Rule };
}

/** One way to write text in YAML: how Jinja's quotes look in it, and where it ends. */
interface Style {
  readonly name: string;
  readonly quotes: readonly { readonly name: string; readonly pattern: string }[];
  /** Ends every open Jinja rule, so that an unfinished `{{` does not colour what follows the text. */
  readonly end: string;
  readonly escapes: readonly Rule[];
}

const doubleEscape: Rule = {
  name: 'constant.character.escape.yaml',
  match: String.raw`\\(?:[0abtnvfre "/\\N_LP\t]|x\h{2}|u\h{4}|U\h{8}|$)`,
};
const singleEscape: Rule = { name: 'constant.character.escape.yaml', match: "''" };

const styles: readonly Style[] = [
  {
    name: 'plain',
    quotes: [
      { name: 'single', pattern: "'" },
      { name: 'double', pattern: '"' },
    ],
    end: '(?!)',
    escapes: [],
  },
  {
    name: 'single',
    quotes: [
      { name: 'single', pattern: "''" },
      { name: 'double', pattern: '"' },
    ],
    end: "(?='(?!'))",
    escapes: [singleEscape],
  },
  {
    name: 'double',
    quotes: [
      { name: 'single', pattern: "'" },
      { name: 'double', pattern: String.raw`\\"` },
    ],
    end: '(?=")',
    escapes: [doubleEscape],
  },
];

/** The grammar as the value of the JSON file. */
export function templateGrammar(): Rule {
  return {
    name: 'P3 Template',
    scopeName: 'source.yaml.p3-template',
    patterns: includes('comment', 'document-marker', 'jinja-entry', 'entry', 'item', 'value'),
    repository: {
      ...yamlRules(),
      'jinja-entry': jinjaEntry(),
      separator: {
        match: String.raw`\|\|\|`,
        name: 'keyword.control.separator.p3',
      },
      'statement-keywords': statementKeywords(),
      'jinja-tokens': jinjaTokens(),
      ...Object.assign({}, ...styles.map(jinjaRules)),
    },
  };
}

const separatorColon = { name: 'punctuation.separator.key-value.mapping.yaml' };

function yamlRules(): Record<string, Rule> {
  return {
    comment: {
      match: String.raw`(?:^|(?<=\s))(#).*$`,
      name: 'comment.line.number-sign.yaml',
      captures: { 1: { name: 'punctuation.definition.comment.yaml' } },
    },
    'document-marker': {
      match: String.raw`^(?:---|\.\.\.)(?=\s|$)`,
      name: 'entity.other.document.begin.yaml',
    },
    entry: {
      // The body lasts while lines are blank or indented deeper, so that an unclosed quote ends with its entry.
      begin: String.raw`^((?: *- +)* *)((?:"[^"]*"|'[^']*'|[^\s#"'\[\]{},&*!|>%@-][^#]*?|-\S[^#]*?))\s*(:)(?=\s|$)`,
      while: String.raw`^(?=\1[\s-]|\s*$)`,
      beginCaptures: {
        1: { patterns: includes('dash') },
        2: { name: 'entity.name.tag.yaml' },
        3: separatorColon,
      },
      patterns: includes('comment', 'jinja-entry', 'entry', 'item', 'value'),
    },
    item: { match: String.raw`^\s*(-)(?=\s|$)`, captures: { 1: dashScope } },
    dash: { match: '-', name: dashScope.name },
    value: {
      patterns: [
        ...includes('tag', 'constant', 'number', 'block-text', 'flow'),
        yamlString('double', '"', '"', [doubleEscape]),
        yamlString('single', "'", "'(?!')", [singleEscape]),
        { match: String.raw`[^\s#].*?(?=\s+#|\s*$)`, name: 'string.unquoted.plain.out.yaml' },
      ],
    },
    tag: { match: String.raw`![^\s]*|[&*][^\s,\]}]+`, name: 'storage.type.tag-handle.yaml' },
    constant: {
      match: String.raw`(?:null|Null|NULL|~|true|True|TRUE|false|False|FALSE|yes|Yes|no|No|on|off)(?=\s*(?:$|,|\]|\}|\s#))`,
      name: 'constant.language.yaml',
    },
    number: {
      match: String.raw`[-+]?\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?(?=\s*(?:$|,|\]|\}|\s#))`,
      name: 'constant.numeric.yaml',
    },
    'block-text': {
      begin: blockHeader,
      end: '(?!)',
      beginCaptures: { 1: { name: 'keyword.control.flow.block-scalar.yaml' } },
      contentName: 'string.unquoted.block.yaml',
    },
    flow: {
      begin: String.raw`[\[{]`,
      end: String.raw`[\]}]`,
      captures: { 0: { name: 'punctuation.definition.sequence.yaml' } },
      patterns: [
        ...includes('comment', 'flow', 'tag', 'constant', 'number'),
        yamlString('double', '"', '"', [doubleEscape]),
        yamlString('single', "'", "'(?!')", [singleEscape]),
        { match: String.raw`[^\s,\[\]{}#"'][^,\[\]{}#]*`, name: 'string.unquoted.plain.in.yaml' },
      ],
    },
  };
}

const dashScope = { name: 'punctuation.definition.block.sequence.item.yaml' };
const blockHeader = String.raw`([|>][-+1-9]{0,2})(?=\s*(?:$|\s#))`;

/** `jinja:` and `answer_choices:` with the text behind them. */
function jinjaEntry(): Rule {
  return {
    name: 'meta.jinja-text.p3',
    begin: String.raw`^(\s*)(jinja|answer_choices)\s*(:)(?=\s|$)`,
    while: String.raw`^(?=\1\s|\s*$)`,
    beginCaptures: { 2: { name: 'entity.name.tag.yaml' }, 3: separatorColon },
    patterns: [
      ...includes('comment', 'tag', 'constant'),
      {
        begin: blockHeader,
        end: '(?!)',
        beginCaptures: { 1: { name: 'keyword.control.flow.block-scalar.yaml' } },
        contentName: 'string.unquoted.block.yaml',
        patterns: includes('text-plain'),
      },
      yamlString('double', '"', '"', includes('text-double')),
      yamlString('single', "'", "'(?!')", includes('text-single')),
      {
        begin: String.raw`(?=[^\s"'#])`,
        end: '(?!)',
        contentName: 'string.unquoted.plain.out.yaml',
        patterns: includes('comment', 'text-plain'),
      },
    ],
  };
}

function yamlString(name: string, begin: string, end: string, patterns: readonly Rule[]): Rule {
  return {
    name: `string.quoted.${name}.yaml`,
    begin,
    end,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.yaml' } },
    endCaptures: { 0: { name: 'punctuation.definition.string.end.yaml' } },
    patterns,
  };
}

/** Text with Jinja in it, written in one YAML style. */
function jinjaRules(style: Style): Record<string, Rule> {
  const inside = includes(`string-${style.name}`, `braces-${style.name}`, 'jinja-tokens');
  return {
    [`text-${style.name}`]: {
      patterns: [
        ...includes(`raw-${style.name}`, `comment-${style.name}`),
        ...includes(`statement-${style.name}`, `expression-${style.name}`, 'separator'),
        ...style.escapes,
      ],
    },
    [`raw-${style.name}`]: {
      begin: String.raw`(\{%[-+]?)\s*(raw)\s*([-+]?%\})`,
      end: orEnd(String.raw`(\{%[-+]?)\s*(endraw)\s*([-+]?%\})`, style),
      captures: {
        1: { name: 'punctuation.section.embedded.begin.jinja' },
        2: { name: 'keyword.control.jinja' },
        3: { name: 'punctuation.section.embedded.end.jinja' },
      },
      patterns: [...includes('separator'), ...style.escapes],
    },
    [`comment-${style.name}`]: {
      name: 'comment.block.jinja',
      begin: String.raw`\{#`,
      end: orEnd(String.raw`#\}`, style),
    },
    [`statement-${style.name}`]: delimited(String.raw`\{%[-+]?`, String.raw`[-+]?%\}`, style, [
      ...includes('statement-keywords'),
      ...inside,
      ...style.escapes,
    ]),
    [`expression-${style.name}`]: delimited(String.raw`\{\{[-+]?`, String.raw`[-+]?\}\}`, style, [
      ...inside,
      ...style.escapes,
    ]),
    [`braces-${style.name}`]: {
      begin: String.raw`\{`,
      end: orEnd(String.raw`\}`, style),
      captures: { 0: { name: 'punctuation.brackets.curly.jinja' } },
      patterns: [...inside, ...style.escapes],
    },
    [`string-${style.name}`]: {
      patterns: style.quotes.map((quote) => jinjaString(quote, style)),
    },
  };
}

function delimited(begin: string, end: string, style: Style, patterns: readonly Rule[]): Rule {
  const isStatement = begin.includes('%');
  const scope = isStatement ? 'section.embedded' : 'definition.template-expression';
  return {
    name: `meta.embedded.${isStatement ? 'statement' : 'expression'}.jinja`,
    begin,
    end: orEnd(end, style),
    beginCaptures: { 0: { name: `punctuation.${scope}.begin.jinja` } },
    endCaptures: { 0: { name: `punctuation.${scope}.end.jinja` } },
    patterns,
  };
}

function jinjaString(quote: Style['quotes'][number], style: Style): Rule {
  const escapePattern = style.name === 'double' ? String.raw`\\\\(?:\\["\\]|.)` : String.raw`\\.`;
  return {
    name: `string.quoted.${quote.name}.jinja`,
    begin: quote.pattern,
    end: orEnd(quote.pattern, style),
    patterns: [{ match: escapePattern, name: 'constant.character.escape.jinja' }, ...style.escapes],
  };
}

/** The keyword that opens a statement, and those that only statements have. */
function statementKeywords(): Rule {
  const opening =
    'if|elif|else|endif|for|endfor|set|endset|macro|endmacro|call|endcall|filter|endfilter|with|endwith|' +
    'block|endblock|extends|include|import|from|do|autoescape|endautoescape|raw|endraw|break|continue';
  const within =
    'in|if|else|recursive|as|import|ignore|missing|without|with|context|scoped|required';
  return {
    patterns: [
      { match: String.raw`(?<=%|%[-+]|\s)(?:${opening})\b`, name: 'keyword.control.jinja' },
      { match: String.raw`\b(?:${within})\b`, name: 'keyword.control.jinja' },
    ],
  };
}

function jinjaTokens(): Rule {
  return {
    patterns: [
      {
        match: String.raw`(\|)\s*([A-Za-z_][\w.]*)`,
        captures: {
          1: { name: 'keyword.operator.filter.jinja' },
          2: { name: 'support.function.filter.jinja' },
        },
      },
      {
        match: String.raw`\b(is)\s+(?:(not)\s+)?([A-Za-z_][\w.]*)`,
        captures: {
          1: { name: 'keyword.operator.logical.jinja' },
          2: { name: 'keyword.operator.logical.jinja' },
          3: { name: 'support.function.test.jinja' },
        },
      },
      { match: String.raw`\b(?:and|or|not|in|is)\b`, name: 'keyword.operator.logical.jinja' },
      { match: String.raw`\b(?:if|else)\b`, name: 'keyword.control.jinja' },
      {
        match: String.raw`\b(?:true|false|none|True|False|None)\b`,
        name: 'constant.language.jinja',
      },
      {
        match: String.raw`\b(?:loop|self|super|caller|varargs|kwargs)\b`,
        name: 'variable.language.jinja',
      },
      {
        match: String.raw`(\.)\s*([A-Za-z_]\w*)(?=\s*\()`,
        captures: {
          1: { name: 'punctuation.accessor.jinja' },
          2: { name: 'support.function.method.jinja' },
        },
      },
      {
        match: String.raw`(\.)\s*([A-Za-z_]\w*)`,
        captures: {
          1: { name: 'punctuation.accessor.jinja' },
          2: { name: 'variable.other.property.jinja' },
        },
      },
      {
        match: String.raw`\b(?:0[xX][\h_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?)\b`,
        name: 'constant.numeric.jinja',
      },
      { match: String.raw`[A-Za-z_]\w*(?=\s*\()`, name: 'entity.name.function.jinja' },
      { match: String.raw`[A-Za-z_]\w*`, name: 'variable.other.jinja' },
      {
        match: String.raw`==|!=|<=|>=|<|>|=|\*\*|//|[-+*/%~]`,
        name: 'keyword.operator.jinja',
      },
      { match: String.raw`[\[\]()]`, name: 'punctuation.brackets.jinja' },
    ],
  };
}

function orEnd(end: string, style: Style): string {
  return style.end === '(?!)' ? end : `${end}|${style.end}`;
}

function includes(...names: readonly string[]): readonly Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

if (import.meta.main) {
  const file = path.resolve(import.meta.dirname, '../syntaxes/p3-template.tmLanguage.json');
  writeFileSync(file, `${JSON.stringify(templateGrammar(), null, 2)}\n`);
}
