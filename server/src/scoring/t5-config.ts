import { ModelError } from './model-error.ts';

/** What scoring needs of a `config.json`. */
export interface T5Config {
  /** Where the model was loaded from when it was saved, such as `bigscience/T0_3B`. */
  readonly nameOrPath: string | null;
  readonly vocabularySize: number;
  readonly heads: number;
  readonly headSize: number;
  readonly decoderStartToken: number;
  readonly endToken: number;
  /** A caution of the model's maker to show beside its scores. */
  readonly notice: string | null;
}

const MODEL_TYPES = ['t5', 'mt5'];

/** Reads the fields with T5's defaults; throws a `ModelError` where the model is none that can be scored. */
export function parseT5Config(json: object, path: string): T5Config {
  const fields = new Map<string, unknown>(Object.entries(json));
  const type = fields.get('model_type');
  if (typeof type !== 'string' || !MODEL_TYPES.includes(type)) {
    throw new ModelError(
      `\`${path}\` says \`model_type\` ${JSON.stringify(type) ?? 'nothing'}, but only T5 models ` +
        '(`t5`, `mt5`) can be scored. Choose T0, flan-t5 or another T5 model.',
    );
  }
  const config = {
    nameOrPath: readText(fields, '_name_or_path'),
    vocabularySize: readCount(fields, path, 'vocab_size'),
    heads: readCount(fields, path, 'num_heads', 8),
    headSize: readCount(fields, path, 'd_kv', 64),
    decoderStartToken: readCount(fields, path, 'decoder_start_token_id', 0),
    endToken: readCount(fields, path, 'eos_token_id', 1),
    notice: readText(fields, 'p3_notice'),
  };
  const largest = Math.max(config.decoderStartToken, config.endToken);
  if (largest >= config.vocabularySize) {
    throw new ModelError(
      `\`${path}\` names token ${largest}, beyond its \`vocab_size\` of ${config.vocabularySize}. ` +
        'Export or copy the model again.',
    );
  }
  return config;
}

/** Why no T5 is run in 16 bits; the end of a sentence for the user. */
export const NO_FLOAT16 =
  'T5 overflows there: its feed-forward layers reach values beyond 65504, and predictions change. Choose fp32, or ' +
  'int8 or int4 weights, which are computed with in float32.';

/** Whether the model was trained on inputs that end with `</s>`: flan-t5 was, T0 was not. */
export function expectsInputEos(name: string): boolean {
  return /flan[-_]?(t5|ul2)/i.test(name);
}

/** A whole number, 0 included; throws a `ModelError` for anything else. */
export function readCount(
  fields: ReadonlyMap<string, unknown>,
  path: string,
  key: string,
  fallback?: number,
): number {
  const value = fields.get(key) ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new ModelError(
      `\`${key}\` in \`${path}\` is ${JSON.stringify(value) ?? 'missing'}, expected a whole number. ` +
        'Export or copy the model again.',
    );
  }
  return value;
}

function readText(fields: ReadonlyMap<string, unknown>, key: string): string | null {
  const value = fields.get(key);
  return typeof value === 'string' && value !== '' ? value : null;
}
