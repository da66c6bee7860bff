/**
 * `npm run quantize -- IN OUT [int8|int8-wo-fp32|int4]`: writes a checkpoint with quantized weights, which is how the
 * embedded model is stored. OUT gets `model.safetensors` and the other files that scoring reads.
 */
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openCheckpoint } from '../server/src/scoring/checkpoint/open-checkpoint.ts';
import { quantizeCheckpoint } from '../server/src/scoring/checkpoint/quantize-checkpoint.ts';
import { ModelError } from '../server/src/scoring/model-error.ts';

const precisions = ['int8', 'int8-wo-fp32', 'int4'] as const;
const otherFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'spiece.model'];

const [source, target, wanted = 'int8'] = process.argv.slice(2);
const precision = precisions.find((each) => each === wanted);
if (source === undefined || target === undefined || precision === undefined) {
  console.error(`Usage: npm run quantize -- IN OUT [${precisions.join('|')}]`);
  process.exit(2);
}

try {
  const checkpoint = await openCheckpoint(source);
  await mkdir(target, { recursive: true });
  const weights = join(target, 'model.safetensors');
  await quantizeCheckpoint(checkpoint, precision, weights);
  for (const name of otherFiles) {
    await copyFile(join(source, name), join(target, name)).catch(ignoreMissing);
  }
  const { size } = await stat(weights);
  console.log(`${weights}: ${precision}, ${(size / 1e6).toFixed(1)} MB`);
} catch (error) {
  if (!(error instanceof ModelError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function ignoreMissing(error: unknown): void {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!isMissing) throw error;
}
