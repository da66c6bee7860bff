/** transformers.js scoring the same rows. Of its package only what Node needs is fetched: 6 MB instead of 450. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RunRows, type ScoreWay, scorePairs } from './naive.ts';

const VERSION = '4.3.1';
const cache = join(import.meta.dirname, '../../../node_modules/.cache');
const home = join(cache, `p3-transformers-${VERSION}`);

/** What is used of the library. */
interface Library {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => object;
  readonly T5ForConditionalGeneration: {
    from_pretrained(name: string, options: object): Promise<LibraryModel>;
  };
}

interface LibraryModel {
  forward(feeds: object): Promise<{
    readonly logits: { readonly data: Float32Array; readonly dims: readonly number[] };
  }>;
}

/** Scores with the model in `parent/name`; throws where the library cannot be fetched. */
export async function openTransformersJs(parent: string, name: string): Promise<ScoreWay> {
  install();
  const entry = join(home, 'node_modules/@huggingface/transformers/transformers.node.mjs');
  const library: Library = await import(pathToFileURL(entry).href);
  library.env.allowRemoteModels = false;
  library.env.localModelPath = parent;
  const model = await library.T5ForConditionalGeneration.from_pretrained(name, {
    dtype: 'fp32',
    device: 'cpu',
    session_options: {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  });
  return scorePairs(runModel(library, model));
}

function runModel({ Tensor }: Library, model: LibraryModel): RunRows {
  return async (inputs, decoderInputs) => {
    const { logits } = await model.forward({
      input_ids: new Tensor('int64', inputs.ids, inputs.dims),
      attention_mask: new Tensor('int64', inputs.mask, inputs.dims),
      decoder_input_ids: new Tensor('int64', decoderInputs.ids, decoderInputs.dims),
    });
    return { data: logits.data, vocabulary: logits.dims[2] ?? 0 };
  };
}

/** Beside our own dependencies, so that it runs on the same ONNX Runtime; it needs no images, so `sharp` is a stand-in. */
function install(): void {
  if (existsSync(home)) return;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'p3-transformers-'));
  try {
    const options = { cwd: temporary, timeout: 300_000, stdio: 'pipe' } as const;
    execFileSync('npm', ['pack', '--silent', `@huggingface/transformers@${VERSION}`], options);
    const archive = `huggingface-transformers-${VERSION}.tgz`;
    execFileSync('tar', ['-xzf', archive, 'package/dist/transformers.node.mjs'], options);
    const modules = join(temporary, 'home/node_modules');
    mkdirSync(join(modules, '@huggingface'), { recursive: true });
    renameSync(join(temporary, 'package/dist'), join(modules, '@huggingface/transformers'));
    mkdirSync(join(modules, 'sharp'));
    writeFileSync(
      join(modules, 'sharp/package.json'),
      '{"name":"sharp","type":"module","main":"index.js"}',
    );
    writeFileSync(join(modules, 'sharp/index.js'), 'export default () => {};\n');
    renameSync(join(temporary, 'home'), home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
