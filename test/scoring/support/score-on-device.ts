/**
 * Scores two prompts with the checkpoint in a folder on a device: `FOLDER DEVICE PRECISION CACHE`, answered in JSON. A
 * process of its own, since drivers are found by its environment, and some crash when they end.
 */
import { createModelLoader } from '../../../server/src/scoring/model-loader.ts';
import {
  type Precision,
  type Provider,
  precisions,
  providers,
} from '../../../server/src/scoring/scoring-protocol.ts';

const [path = '', provider, precision, cacheFolder = ''] = process.argv.slice(2);
const text = (length: number, seed: number) =>
  Array.from({ length }, (_, index) => 3 + ((seed + 37 * index) % 1500));
const prompts = [
  {
    input: text(60, 1),
    choices: [
      [5, 6, 7, 1],
      [5, 1],
      [300, 20, 1],
    ],
  },
  { input: text(25, 700), choices: [[9, 1], [1]] },
];

const load = createModelLoader({ threads: 1, cacheFolder });
const model = await load({
  path,
  provider: providers.find((each): each is Provider => each === provider) ?? 'cpu',
  precision: precisions.find((each): each is Precision => each === precision) ?? 'auto',
  allowCopy: false,
});
const scores: number[] = [];
for (const prompt of prompts) {
  scores.push(...(await model.scorer.score([prompt])).flat());
}
const { device, notes } = model;
process.stdout.write(JSON.stringify({ device, notes, scores }), () => {
  process.kill(process.pid, 'SIGKILL');
});
