import type { RenderOptions, RowRender, TemplateText } from '../render/process/protocol.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { type FoundRows, loadRows } from './load-rows.ts';
import { loadTemplates } from './load-templates.ts';
import { renderJsonLine } from './render-jsonl.ts';
import { defaultTimeoutMs, RenderUnavailable, renderTemplate } from './render-template.ts';
import { renderRowText, renderTemplateHeading } from './render-text.ts';

const formats = ['text', 'jsonl'] as const;
const dialects = ['main', 'eval-hackathon'] as const;

const options = {
  template: { value: 'NAME_OR_ID', description: 'only this template' },
  rows: {
    value: 'FILE.jsonl',
    description: 'rows of this file; else those beside the template file',
  },
  limit: { value: 'N', description: 'only the first N rows' },
  format: { value: 'FORMAT', description: `${formats.join(' or ')}; text is the default` },
  'no-truncate': { description: 'do not shorten printed values to 2,048 characters' },
  dialect: { value: 'DIALECT', description: `${dialects.join(' or ')}; main is the default` },
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
  usage: 'FILE [OPTIONS]',
  summary: 'render templates over rows, as PromptSource does',
  options,
  notes: 'Exit status 1: a template raised an error on a row.',

  async run(args, context) {
    const path = args.only('FILE');
    const format = args.choice('format', formats, 'text');
    const limit = args.count('limit', 1, Number.MAX_SAFE_INTEGER);
    const timeoutMs = args.count('timeout', 1, defaultTimeoutMs);
    const renderOptions = toRenderOptions(args);
    const loaded = await loadTemplates(context.fileSystem, path, args.text('template'));
    if (loaded.kind === 'unusable') return refuse(context, loaded.message);
    const range = { offset: 0, limit };
    const rows = await loadRows(context.fileSystem, args.text('rows'), loaded.location, range);
    if (typeof rows === 'string') return refuse(context, rows);

    const run = new RenderRun(rows, renderOptions, format, context);
    for (const { place, message } of rows.problems) {
      await run.complain(`${place.path}:${place.line}: ${message}`);
    }
    for (const problem of loaded.problems) await run.complain(problem);
    await run.renderAll(loaded.templates, timeoutMs);
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
  const seed = /^seed:(\d{1,10})$/.exec(text)?.[1];
  if (seed !== undefined) return { kind: 'seed', seed: Number(seed) };
  throw new UsageError(`\`--choice ${text}\` is not known; \`seed:N\` or \`row\` is expected.`);
}

async function refuse(context: CliContext, message: string): Promise<ExitStatus> {
  await context.stderr.write(`p3 render: ${message}\n`);
  return 2;
}

/** Writes renders as they come, and remembers what the exit status will be. */
class RenderRun {
  status: ExitStatus = 0;
  readonly #rows: FoundRows;
  readonly #options: RenderOptions;
  readonly #format: (typeof formats)[number];
  readonly #context: CliContext;

  constructor(
    rows: FoundRows,
    options: RenderOptions,
    format: (typeof formats)[number],
    context: CliContext,
  ) {
    this.#rows = rows;
    this.#options = options;
    this.#format = format;
    this.#context = context;
  }

  async complain(message: string): Promise<void> {
    this.status = 2;
    await this.#context.stderr.write(`p3 render: ${message}\n`);
  }

  async renderAll(templates: readonly TemplateText[], timeoutMs: number): Promise<void> {
    const client = this.#context.createRenderClient(timeoutMs);
    try {
      for (const template of templates) {
        await this.#writeHeading(template);
        for await (const row of renderTemplate(client, template, this.#rows.rows, this.#options)) {
          if (row.kind !== 'unreadable') await this.#writeRow(template, row);
          else if (template === templates[0]) await this.#nameRow(row);
        }
      }
    } catch (error) {
      if (!(error instanceof RenderUnavailable)) throw error;
      await this.complain(error.message);
    }
  }

  async #writeHeading(template: TemplateText): Promise<void> {
    if (this.#format === 'jsonl') return;
    await this.#context.stdout.write(renderTemplateHeading(template, this.#context.style));
  }

  async #writeRow(template: TemplateText, row: RowRender): Promise<void> {
    if (row.kind !== 'rendered' && this.status === 0) this.status = 1;
    const { stdout, style } = this.#context;
    await stdout.write(
      this.#format === 'jsonl' ? renderJsonLine(template, row) : renderRowText(row, style),
    );
  }

  /** Once, not for each template. */
  async #nameRow({ index, message }: RowRender & { kind: 'unreadable' }): Promise<void> {
    const place = this.#rows.rows.find((row) => row.index === index)?.place;
    await this.complain(`${place?.path}:${place?.line}: ${message}`);
  }
}
