import { freemem, totalmem } from 'node:os';
import { basename } from 'node:path';
import type { CheckLine } from '../protocol/scoring.ts';
import { formatBytes } from './disk-space.ts';
import { ModelError } from './model-error.ts';
import { openModelFolder } from './model-folder.ts';
import type { ScoringClient } from './scoring-client.ts';
import type { InputEos, Precision, Provider } from './scoring-protocol.ts';

export interface CheckSettings {
  /** Null for the embedded model. */
  readonly modelFolder: string | null;
  readonly embeddedModelFolder: string;
  readonly provider: Provider;
  readonly precision: Precision;
  readonly inputEos: InputEos;
}

/** Runs the model on a small prompt, and tells of its parts; never rejects. */
export async function checkScoring(
  client: Pick<ScoringClient, 'score' | 'inspect'>,
  settings: CheckSettings,
): Promise<readonly CheckLine[]> {
  const folder = settings.modelFolder ?? settings.embeddedModelFolder;
  const model = await checkModelFolder(folder, settings.precision);
  if (!model.isGood) return [model];
  return [model, ...(await checkProcess(client, settings))];
}

async function checkModelFolder(folder: string, precision: Precision): Promise<CheckLine> {
  const name = 'Model folder';
  try {
    const model = await openModelFolder(folder, precision);
    const form =
      model.weights.kind === 'checkpoint'
        ? 'a checkpoint'
        : `${basename(model.weights.encoderPath)}, ${basename(model.weights.decoderPath)}`;
    return { name, isGood: true, detail: `${folder} (${model.name}: ${form})` };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { name, isGood: false, detail: error.message };
  }
}

async function checkProcess(
  client: Pick<ScoringClient, 'score' | 'inspect'>,
  { modelFolder, provider, precision, inputEos }: CheckSettings,
): Promise<readonly CheckLine[]> {
  const name = 'Scoring process';
  const prompts = [{ row: 0, input: 'Does it work?', choices: ['yes', 'no'] }];
  const model = { modelFolder, provider, precision, inputEos, allowCopy: false };
  const reply = await client.score({ ...model, cacheMegabytes: 0, prompts });
  if (reply.kind !== 'scored') {
    const detail = reply.kind === 'cancelled' ? 'it was stopped' : reply.message;
    return [{ name, isGood: false, detail }];
  }
  const { name: modelName, provider: used, precision: usedPrecision, notes, notice } = reply.model;
  const scores = reply.prompts[0]?.choices.map(({ logLikelihood }) => logLikelihood) ?? [];
  const hasScores = scores.length === 2 && scores.every((score) => score !== null);
  const remarks = [...notes, ...(notice === undefined ? [] : [notice])].map((it) => ` (${it})`);
  const runs = `ONNX Runtime runs ${modelName} on ${used} in ${usedPrecision}${remarks.join('')}`;
  return [
    { name, isGood: true, detail: runs },
    {
      name: 'Self-check',
      isGood: hasScores,
      detail: hasScores
        ? describeSelfCheck(used, provider)
        : 'the model gives scores that are not finite: choose another precision or device',
    },
    ...(await describeProcess(client)),
  ];
}

function describeSelfCheck(used: string, asked: Provider): string {
  if (used === 'cpu') {
    return asked === 'auto' || asked === 'cpu'
      ? 'finite scores on the CPU, which other devices are measured against'
      : `finite scores on the CPU, because \`${asked}\` does not work here`;
  }
  return `\`${used}\` gives the CPU’s scores for a fixed input`;
}

async function describeProcess(client: Pick<ScoringClient, 'inspect'>): Promise<CheckLine[]> {
  const state = await client.inspect();
  if (state === undefined) return [];
  const { memoryBytes, threads, devices, runtime } = state;
  const memory = `${formatBytes(memoryBytes)} in use by the model’s process; ${formatBytes(freemem())} of ${formatBytes(totalmem())} are free`;
  return [
    {
      name: 'Libraries',
      isGood: true,
      detail: `${runtime}, with ${devices.join(', ')}; ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    },
    { name: 'Memory', isGood: true, detail: memory },
  ];
}
