import { basename } from 'node:path';
import type { RenderReply } from '../render/process/protocol.ts';
import { embeddedModelFolder } from '../scoring/embedded-model.ts';
import { ModelError } from '../scoring/model-error.ts';
import { openModelFolder } from '../scoring/model-folder.ts';
import { type Provider, providers } from '../scoring/scoring-protocol.ts';
import { type CliContext, defineCommand } from './command.ts';

export const doctorCommand = defineCommand({
  name: 'doctor',
  usage: '',
  summary: 'check that everything that P3 Workbench needs works on this machine',
  options: {
    model: { value: 'DIR', description: "a model folder to check; else the embedded model's" },
    provider: { value: providers.join('|'), description: 'what computes; auto is the default' },
  },
  notes: 'Exit status 1: something does not work.',

  async run(args, context) {
    const folder = args.text('model') ?? embeddedModelFolder(context.parts.packageRoot);
    const provider = args.choice('provider', providers, 'auto');
    const checks: readonly Check[] = [
      { name: 'Node', run: async () => checkNode(context.nodeVersion) },
      { name: 'Render process', run: () => checkRenderer(context) },
      { name: 'Model folder', run: () => checkModelFolder(folder) },
      { name: 'Scoring process', run: () => checkScoring(context, args.text('model'), provider) },
      { name: 'Hugging Face Hub', run: () => checkHub(context) },
    ];
    await context.stdout.write(`p3 ${context.version} on ${process.platform}-${process.arch}\n`);
    let isWell = true;
    for (const check of checks) {
      const { isGood, detail } = await check.run();
      isWell &&= isGood;
      const mark = isGood ? context.style.green('ok ') : context.style.red('bad');
      await context.stdout.write(`${mark}  ${check.name}: ${detail}\n`);
    }
    return isWell ? 0 : 1;
  },
});

/** That it is out of reach is no fault: everything works on local datasets, and on what is kept of others. */
async function checkHub({ hub }: CliContext): Promise<Verdict> {
  const { viewer, token, kept } = await hub.examine();
  const { folder, files, bytes } = kept;
  const size =
    files === 0 ? 'nothing' : `${files} answers, ${(bytes / 1024 / 1024).toFixed(1)} MB,`;
  return { isGood: true, detail: `${viewer}; ${token}; ${size} kept in ${folder}` };
}

interface Check {
  readonly name: string;
  run(): Promise<Verdict>;
}

interface Verdict {
  readonly isGood: boolean;
  readonly detail: string;
}

const oldestNode = 20;

function checkNode(version: string): Verdict {
  const isGood = Number.parseInt(version, 10) >= oldestNode;
  return { isGood, detail: isGood ? version : `${version}; ${oldestNode} or newer is needed` };
}

async function checkRenderer(context: CliContext): Promise<Verdict> {
  const reply = await context.createRenderClient().render({
    templates: [
      { id: '', name: 'doctor', jinja: '{{ (7 // 2) }} ||| {{ x }}', answerChoices: null },
    ],
    rows: [{ index: 0, json: '{"x": 1.0}' }],
    options: { truncate: true, dialect: 'main', choice: { kind: 'row' } },
  });
  return judgeRender(reply);
}

function judgeRender(reply: RenderReply): Verdict {
  if (reply.kind !== 'rendered') {
    const detail = reply.kind === 'failed' ? reply.message : 'the test was cancelled';
    return { isGood: false, detail };
  }
  const row = reply.templates[0]?.rows[0];
  const isGood = row?.kind === 'rendered' && row.parts.join('/') === '3/1.0';
  return { isGood, detail: isGood ? 'renders' : `a test renders wrong: ${JSON.stringify(row)}` };
}

async function checkModelFolder(folder: string): Promise<Verdict> {
  try {
    const { name, weights } = await openModelFolder(folder);
    const form =
      weights.kind === 'checkpoint'
        ? 'a checkpoint'
        : `${basename(weights.encoderPath)}, ${basename(weights.decoderPath)}`;
    return { isGood: true, detail: `${folder} (${name}: ${form})` };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { isGood: false, detail: error.message };
  }
}

async function checkScoring(
  context: CliContext,
  model: string | undefined,
  provider: Provider,
): Promise<Verdict> {
  const prompts = [{ row: 0, input: 'Does it work?', choices: ['yes', 'no'] }];
  const modelFolder = model ?? null;
  const reply = await context.createScoringClient().score({
    ...{ modelFolder, provider, precision: 'auto', inputEos: 'auto', allowCopy: false },
    cacheMegabytes: 0,
    prompts,
  });
  if (reply.kind !== 'scored') {
    return { isGood: false, detail: reply.kind === 'cancelled' ? 'cancelled' : reply.message };
  }
  const { name, provider: used, precision, notes, notice } = reply.model;
  const scores = reply.prompts[0]?.choices.map(({ logLikelihood }) => logLikelihood) ?? [];
  const isGood = scores.length === 2 && scores.every((score) => score !== null);
  const remarks = [...notes, ...(notice === undefined ? [] : [notice])].map((each) => ` (${each})`);
  const detail = `ONNX Runtime runs ${name} on ${used} in ${precision}${remarks.join('')}`;
  return { isGood, detail };
}
