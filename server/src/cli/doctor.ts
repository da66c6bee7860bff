import type { CheckLine } from '../protocol/scoring.ts';
import type { RenderReply } from '../render/process/protocol.ts';
import { type CheckSettings, checkScoring } from '../scoring/check-scoring.ts';
import { embeddedModelFolder } from '../scoring/embedded-model.ts';
import { precisions, providers } from '../scoring/scoring-protocol.ts';
import { type CliContext, defineCommand } from './command.ts';

export const doctorCommand = defineCommand({
  name: 'doctor',
  usage: '',
  summary: 'check that everything that P3 Workbench needs works on this machine',
  options: {
    model: { value: 'DIR', description: "a model folder to check; else the embedded model's" },
    provider: { value: providers.join('|'), description: 'what computes; auto is the default' },
    precision: { value: precisions.join('|'), description: 'in what the weights multiply' },
  },
  notes: 'Exit status 1: something does not work.',

  async run(args, context) {
    const settings: CheckSettings = {
      modelFolder: args.text('model') ?? null,
      embeddedModelFolder: embeddedModelFolder(context.parts.packageRoot),
      provider: args.choice('provider', providers, 'auto'),
      precision: args.choice('precision', precisions, 'auto'),
      inputEos: 'auto',
    };
    const checks: readonly (() => Promise<readonly CheckLine[]>)[] = [
      async () => [{ name: 'Node', ...checkNode(context.nodeVersion) }],
      async () => [{ name: 'Render process', ...(await checkRenderer(context)) }],
      () => checkScoring(context.createScoringClient(), settings),
      async () => [{ name: 'Hugging Face Hub', ...(await checkHub(context)) }],
    ];
    await context.stdout.write(`p3 ${context.version} on ${process.platform}-${process.arch}\n`);
    let isWell = true;
    for (const check of checks) {
      for (const { name, isGood, detail } of await check()) {
        isWell &&= isGood;
        const mark = isGood ? context.style.green('ok ') : context.style.red('bad');
        await context.stdout.write(`${mark}  ${name}: ${detail}\n`);
      }
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
  const state = viewer.replace(/\.$/, '');
  return { isGood: true, detail: `${state}; ${token}; ${size} kept in ${folder}` };
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
