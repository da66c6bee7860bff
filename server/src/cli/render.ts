import type { RenderOptions, RowRender, TemplateText } from '../render/process/protocol.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { Complaints } from './complaints.ts';
import { loadPrompts, type Prompts, rowsOption } from './load-prompts.ts';
import { renderJsonLine } from './render-jsonl.ts';
import {
  defaultTimeoutMs,
  longestTimeoutMs,
  RenderUnavailable,
  renderTemplate,
} from './render-template.ts';
import { renderRowText, renderTemplateHeading } from './render-text.ts';

const formats = ['text', 'jsonl'] as const;
const dialects = ['main', 'eval-hackathon'] as const;

const options = {
  template: { value: 'NAME_OR_ID', description: 'only this template' },
  rows: rowsOption,
  limit: { value: 'N', description: 'only the first N rows' },
  format: { value: formats.join('|'), description: 'text is the default' },
  'no-truncate': { description: 'do not shorten printed values to 2,048 characters' },
  dialect: { value: dialects.join('|'), description: 'main is the default' },
  timeout: {
    value: 'MS',
    description: `stop a template that takes longer on a row; ${defaultTimeoutMs} is the default`,
  },
  choice: {
    value: 'seed:N|row',
    description: 'how `choice` and `random` pick: by a seed (0), or item `row mod length`',
  },
} as const;

export const renderCommand = defineCommand({
  name: 'render',
  usage: 'FILE',
  summary: 'render templates over rows, as PromptSource does',
  options,
  notes: [
    'Exit status 1: a template raised an error on a row. A row that cannot be read is named on',
    'standard error, and the status is 2.',
  ].join('\n'),

  async run(args, context) {
    const path = args.only('FILE');
    const format = args.choice('format', formats, 'text');
    const limit = args.count('limit', 1, Number.MAX_SAFE_INTEGER);
    const timeoutMs = args.count('timeout', 1, defaultTimeoutMs, longestTimeoutMs);
    const renderOptions = toRenderOptions(args);
    const complaints = new Complaints(context, 'render');
    const request = { path, template: args.text('template'), rows: args.text('rows'), limit };
    const prompts = await loadPrompts(request, context, complaints);
    if (prompts === undefined) return 2;
    const run = new RenderRun(renderOptions, format, context, complaints);
    await run.renderAll(prompts, timeoutMs);
    return run.status;
  },
});

function toRenderOptions(args: Arguments<typeof options>): RenderOptions {
  return {
    truncate: !args.flag('no-truncate'),
    dialect: args.choice('dialect', dialects, 'main'),
    choice: toChoice(args.text('choice') ?? 'seed:0'),
  };
}

function toChoice(text: string): RenderOptions['choice'] {
  if (text === 'row') return { kind: 'row' };
  const digits = /^seed:(\d{1,10})$/.exec(text)?.[1];
  const seed = digits === undefined ? Number.NaN : Number(digits);
  if (seed <= largestSeed) return { kind: 'seed', seed };
  throw new UsageError(
    `\`--choice ${text}\` is not known; \`row\`, or \`seed:N\` with a whole number from 0 to ${largestSeed}, is expected.`,
  );
}

/** The source of random draws takes 32 bits. */
const largestSeed = 2 ** 32 - 1;

/** Writes renders as they come, and remembers what the exit status will be. */
class RenderRun {
  #hasFailed = false;
  readonly #options: RenderOptions;
  readonly #format: (typeof formats)[number];
  readonly #context: CliContext;
  readonly #complaints: Complaints;

  constructor(
    options: RenderOptions,
    format: (typeof formats)[number],
    context: CliContext,
    complaints: Complaints,
  ) {
    this.#options = options;
    this.#format = format;
    this.#context = context;
    this.#complaints = complaints;
  }

  get status(): ExitStatus {
    if (this.#complaints.hasUnusableInput) return 2;
    return this.#hasFailed ? 1 : 0;
  }

  async renderAll({ templates, rows }: Prompts, timeoutMs: number): Promise<void> {
    const client = this.#context.createRenderClient(timeoutMs);
    try {
      for (const template of templates) {
        await this.#writeHeading(template);
        for await (const row of renderTemplate(client, template, rows, this.#options)) {
          await this.#writeRow(template, row);
        }
      }
    } catch (error) {
      if (!(error instanceof RenderUnavailable)) throw error;
      await this.#complaints.complain(error.message);
    }
  }

  async #writeHeading(template: TemplateText): Promise<void> {
    if (this.#format === 'jsonl') return;
    await this.#context.stdout.write(renderTemplateHeading(template, this.#context.style));
  }

  async #writeRow(template: TemplateText, row: RowRender): Promise<void> {
    if (row.kind !== 'rendered') this.#hasFailed = true;
    const { stdout, style } = this.#context;
    await stdout.write(
      this.#format === 'jsonl' ? renderJsonLine(template, row) : renderRowText(row, style),
    );
  }
}
