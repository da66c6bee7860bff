import { readFileSync } from 'node:fs';
import { parseExample } from '../../server/src/dataset/example.ts';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { undeclaredVariables } from '../../server/src/jinja/undeclared-variables.ts';
import { createCompiler } from '../../server/src/render/compile/compile-template.ts';
import { toRowValues } from '../../server/src/render/process/row-values.ts';
import { fixedAnswerChoices } from '../../server/src/render/promptsource/answer-choices.ts';
import { applyTemplate } from '../../server/src/render/promptsource/apply-template.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../server/src/render/promptsource/random-source.ts';
import { PyError } from '../../server/src/render/python/errors.ts';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { Entry, PromptTemplate } from '../../server/src/template/template-file.ts';
import type { CorpusEntry } from '../support/corpus.ts';

/** What PromptSource gave for one template and row; the corpus' README describes the keys. */
interface Golden extends Outcome {
  readonly id: string;
  readonly name: string;
  readonly row: number;
  /** Text or error with `truncate=False`, where these differ; the choices are never truncated. */
  readonly untruncated?: Outcome;
}

interface Outcome {
  readonly parts?: readonly string[];
  readonly raw?: string;
  readonly error?: Failure;
  readonly answer_choices?: readonly string[] | null;
  readonly answer_choices_error?: Failure;
  readonly fixed_answer_choices?: readonly string[] | null;
}

interface Failure {
  readonly type: string;
  readonly message: string;
}

/** The first difference of a template from what PromptSource gives. */
export interface TemplateDifference {
  readonly entry: string;
  readonly name: string;
  readonly row: number;
  readonly truncate: boolean;
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface CorpusComparison {
  readonly templateCount: number;
  readonly rowCount: number;
  readonly differences: readonly TemplateDifference[];
}

/** Renders every template on every row, truncated and not; a template is exact when all rows agree. */
export function compareEntry(entry: CorpusEntry): CorpusComparison {
  const { file } = parseTemplateFile(readFileSync(entry.templates, 'utf8'));
  const templates = new Map(file.templates.map((template) => [template.key, template]));
  const rows = readLines(entry.examples);
  const differences = new Map<string, TemplateDifference>();
  const goldens = readLines(entry.goldens).map((line): Golden => JSON.parse(line));
  for (const golden of goldens) {
    if (differences.has(golden.id)) continue;
    const difference = compareRow(templates.get(golden.id), rows[golden.row] ?? '', golden);
    if (difference === undefined) continue;
    const { name, row } = golden;
    differences.set(golden.id, { entry: entry.name, name, row, ...difference });
  }
  return {
    templateCount: new Set(goldens.map(({ id }) => id)).size,
    rowCount: goldens.length,
    differences: [...differences.values()],
  };
}

type Difference = Pick<TemplateDifference, 'truncate' | 'field' | 'expected' | 'actual'>;

function compareRow(
  template: PromptTemplate | undefined,
  json: string,
  golden: Golden,
): Difference | undefined {
  for (const truncate of [true, false]) {
    const expected = truncate ? golden : untruncated(golden);
    const actual = render(template, json, golden.row, truncate);
    const fixed =
      truncate && golden.row === 0
        ? { fixed_answer_choices: renderFixed(template, golden.row) }
        : {};
    const difference = firstDifference(expected, { ...actual, ...fixed });
    if (difference !== undefined) return { truncate, ...difference };
  }
  return undefined;
}

function untruncated({ untruncated: outcome, ...golden }: Golden): Outcome {
  if (outcome === undefined) return golden;
  const { answer_choices = null, answer_choices_error } = golden;
  return { answer_choices, ...(answer_choices_error && { answer_choices_error }), ...outcome };
}

const fields = [
  'error',
  'raw',
  'parts',
  'answer_choices',
  'answer_choices_error',
  'fixed_answer_choices',
] as const;

function firstDifference(expected: Outcome, actual: Outcome) {
  for (const field of fields) {
    if (field === 'fixed_answer_choices' && actual[field] === undefined) continue;
    const [want, got] = [expected[field] ?? null, actual[field] ?? null];
    if (JSON.stringify(want) !== JSON.stringify(got)) {
      return { field, expected: want, actual: got };
    }
  }
  return undefined;
}

function render(
  template: PromptTemplate | undefined,
  json: string,
  row: number,
  truncate: boolean,
): Outcome {
  const example = parseExample(json);
  if (example.kind === 'malformed') throw new Error(example.message);
  const applied = applyTemplate(
    { jinja: textOf(template?.jinja) ?? '', answerChoices: textOf(template?.answerChoices) },
    toRowValues(example.row),
    { truncate, dialect: 'main' },
    createCompiler(createEnvironment({ random: byRow(row) })),
  );
  if (applied.kind === 'rendered') {
    // In the main dialect every part is a text.
    const parts = applied.parts as readonly string[];
    return { raw: applied.raw, parts, answer_choices: applied.answerChoices };
  }
  const { error, answerChoices, answerChoicesError } = applied;
  return {
    error,
    answer_choices: answerChoices,
    ...(answerChoicesError && { answer_choices_error: answerChoicesError }),
  };
}

/** `null` where PromptSource gives None or raises. */
function renderFixed(template: PromptTemplate | undefined, row: number) {
  const compile = createCompiler(createEnvironment({ random: byRow(row) }));
  const undeclared = (source: string) => undeclaredVariables(parseTemplate(source));
  try {
    return fixedAnswerChoices(textOf(template?.answerChoices), undeclared, compile);
  } catch (error) {
    if (error instanceof PyError) return null;
    throw error;
  }
}

function textOf(entry: Entry | undefined): string | null {
  return entry?.value.type === 'str' ? entry.value.text : null;
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
