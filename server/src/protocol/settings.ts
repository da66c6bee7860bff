/** Settings of the workbench, declared once: the manifest, the README table and the validator follow from here. */

interface DeclarationBase {
  readonly description: string;
  /** `machine`: a workspace cannot set it, because it names something outside of it. */
  readonly scope: 'resource' | 'window' | 'machine';
}

export type SettingDeclaration =
  | (DeclarationBase & { readonly type: 'boolean'; readonly default: boolean })
  | (DeclarationBase & { readonly type: 'string'; readonly default: string })
  | (DeclarationBase & {
      readonly type: 'enum';
      readonly values: readonly string[];
      readonly default: string;
    })
  | (DeclarationBase & {
      readonly type: 'integer';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
    })
  | (DeclarationBase & { readonly type: 'strings'; readonly default: readonly string[] })
  /** A text for each of some names. */
  | (DeclarationBase & {
      readonly type: 'texts';
      readonly default: Readonly<Record<string, string>>;
    })
  /** A list of texts for each of some names. */
  | (DeclarationBase & {
      readonly type: 'lists';
      readonly default: Readonly<Record<string, readonly string[]>>;
    })
  /** One of the values for each of some names. */
  | (DeclarationBase & {
      readonly type: 'enums';
      readonly values: readonly string[];
      readonly default: Readonly<Record<string, string>>;
    });

/** By id, as in `package.json` under `contributes.configuration.properties`. */
export const settingDeclarations = {
  'p3.datasets': {
    type: 'texts',
    default: {},
    scope: 'resource',
    description:
      'Where datasets are, for those that are not found by themselves: by a pattern of the name, `dataset` or `dataset/subset`, a data file, a folder (absolute, or relative to the workspace folder) or the name of another dataset on the Hub, such as `{ "reviews/*": "data/reviews", "anli": "facebook/anli" }`.',
  },
  'p3.schemas.folders': {
    type: 'strings',
    default: [],
    scope: 'resource',
    description:
      'Folders with dataset schemas named `<dataset>__<subset or default>.json`, absolute or relative to the workspace folder. Schemas beside a template file are found without it.',
  },
  'p3.rows.folders': {
    type: 'strings',
    default: [],
    scope: 'resource',
    description:
      'Folders with dataset rows named `<dataset>__<subset or default>.jsonl`, absolute or relative to the workspace folder. Rows beside a template file are found without it.',
  },
  'p3.hub.enabled': {
    type: 'boolean',
    default: true,
    scope: 'machine',
    description:
      'Ask the Hugging Face Hub for datasets that an open file names and nothing on this machine knows. Off: only what was fetched before is shown.',
  },
  'p3.hub.endpoint': {
    type: 'string',
    default: '',
    scope: 'machine',
    description: 'Address of the Hub. Empty: `HF_ENDPOINT`, else `https://huggingface.co`.',
  },
  'p3.hub.viewerEndpoint': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'Address of the dataset viewer. Empty: `https://datasets-server.` and the name of the Hub.',
  },
  'p3.hub.cacheMb': {
    type: 'integer',
    minimum: 0,
    maximum: 100_000,
    default: 512,
    scope: 'machine',
    description:
      'Megabytes on disk for copies of what was fetched, which serve when there is no network.',
  },
  'p3.rules.severities': {
    type: 'enums',
    values: ['error', 'warning', 'information', 'hint', 'off'],
    default: {},
    scope: 'resource',
    description:
      'Severity of single rules by their ids, such as `{ "no-metric": "off" }`; the others keep their own.',
  },
  'p3.rules.ignore': {
    type: 'lists',
    default: {},
    scope: 'resource',
    description:
      'Rules that are off in some files, by a glob relative to the workspace folder, such as `{ "drafts/**": ["no-metric"] }`; `"*"` stands for all rules.',
  },
  'p3.rules.rows': {
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    default: 200,
    scope: 'resource',
    description:
      'Each template is rendered on so many rows in the background, to find rows on which it is blank, fails, or misses the answer choices; 0 renders none.',
  },
  'p3.codeLens.enabled': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: 'Show `Preview` and `Score` above each template.',
  },
  'p3.inlayHints.classes': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'Show the classes of a label behind `answer_choices[label]`, and the class of the number behind `label == 1`.',
  },
  'p3.inlayHints.choices': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: 'Show behind `answer_choices[label]` which choice each number picks.',
  },
  'p3.render.truncate': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Shorten printed values to 2,048 characters, as PromptSource does by default.',
  },
  'p3.render.dialect': {
    type: 'enum',
    values: ['main', 'eval-hackathon'],
    default: 'main',
    scope: 'resource',
    description:
      'How a render is split: `main` gives a list of parts, `eval-hackathon` an input and targets.',
  },
  'p3.render.timeBudgetMs': {
    type: 'integer',
    minimum: 50,
    maximum: 60_000,
    default: 1000,
    scope: 'machine',
    description: 'Milliseconds after which a render is stopped.',
  },
  'p3.render.memoryBudgetMb': {
    type: 'integer',
    minimum: 64,
    maximum: 4096,
    default: 256,
    scope: 'machine',
    description: 'Megabytes of memory above which a render is stopped.',
  },
  'p3.preview.rows': {
    type: 'integer',
    minimum: 1,
    maximum: 50,
    default: 3,
    scope: 'window',
    description: 'Number of rows that the preview shows at once.',
  },
  'p3.scoring.model': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      "Folder of a T5 model: a Hugging Face checkpoint as downloaded, or ONNX in optimum's layout. Empty: the small embedded model.",
  },
  'p3.scoring.provider': {
    type: 'enum',
    values: ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'],
    default: 'auto',
    scope: 'machine',
    description: 'The device that scores.',
  },
  'p3.scoring.precision': {
    type: 'enum',
    values: ['auto', 'fp32', 'int8', 'int8-wo-fp32', 'int4'],
    default: 'auto',
    scope: 'machine',
    description:
      'In what the weights multiply. `auto`: as the model is stored. `int8` is the fastest on most processors, `int8-wo-fp32` keeps the layer that suffers most, `int4` needs the least memory. They are made once and kept in the cache folder.',
  },
  'p3.scoring.normalization': {
    type: 'enum',
    values: ['sum', 'tokens', 'characters', 'bytes', 'pmi'],
    default: 'sum',
    scope: 'window',
    description:
      'How the log-likelihoods of choices are compared: `sum`, as T0 was evaluated, as they are; `pmi` less that of the choice by itself; the others divided by a length.',
  },
  'p3.scoring.rows': {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 20,
    scope: 'window',
    description:
      'At most this many rows are scored in one run: by chance, with the classes in their shares, and the same ones for every template.',
  },
  'p3.scoring.sampleSeed': {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    scope: 'window',
    description: 'Decides which rows are scored where the dataset has more than `p3.scoring.rows`.',
  },
  'p3.scoring.cacheMegabytes': {
    type: 'integer',
    minimum: 0,
    maximum: 100_000,
    default: 64,
    scope: 'machine',
    description:
      'How much of the disk kept scores may take. What was scored once is not scored again; `0` keeps nothing.',
  },
  'p3.scoring.inputEos': {
    type: 'enum',
    values: ['auto', 'on', 'off'],
    default: 'auto',
    scope: 'window',
    description: 'Whether `</s>` ends the input. T0 was evaluated without it.',
  },
} as const satisfies Readonly<Record<string, SettingDeclaration>>;

type Declarations = typeof settingDeclarations;

type ValueOf<Declaration extends SettingDeclaration> = Declaration extends {
  readonly type: 'boolean';
}
  ? boolean
  : Declaration extends { readonly type: 'integer' }
    ? number
    : Declaration extends { readonly type: 'strings' }
      ? readonly string[]
      : Declaration extends { readonly type: 'lists' }
        ? Readonly<Record<string, readonly string[]>>
        : Declaration extends { readonly type: 'texts' }
          ? Readonly<Record<string, string>>
          : Declaration extends { readonly type: 'enum'; readonly values: readonly (infer Name)[] }
            ? Name
            : Declaration extends {
                  readonly type: 'enums';
                  readonly values: readonly (infer Name)[];
                }
              ? Readonly<Record<string, Name>>
              : string;

export type SettingId = keyof Declarations;

/** Every setting by its id, valid. */
export type Settings = { readonly [Id in SettingId]: ValueOf<Declarations[Id]> };

export interface ValidatedSettings {
  readonly settings: Settings;
  /** What was wrong, one sentence each; the default stands in its place. */
  readonly problems: readonly string[];
}

/** Reads the `p3` section of a client's configuration; anything else than an object gives the defaults. */
export function validateSettings(section: unknown): ValidatedSettings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [id, declaration] of Object.entries<SettingDeclaration>(settingDeclarations)) {
    values[id] = declaration.default;
  }
  for (const [id, value] of flatten('p3', section)) {
    const problem = problemOf(id, value);
    if (problem !== undefined) {
      problems.push(problem);
    } else if (isSettingId(id)) {
      values[id] = value;
    }
  }
  // Every id has its default or a value that `problemOf` accepted for its declared type.
  return { settings: Object.freeze(values) as Settings, problems };
}

export const defaultSettings: Settings = validateSettings({}).settings;

/** The manifest's form of a declaration: what `contributes.configuration.properties` must hold. */
export function toManifestProperty(declaration: SettingDeclaration): Record<string, unknown> {
  const { scope, description } = declaration;
  const common = { scope, default: declaration.default, markdownDescription: description };
  switch (declaration.type) {
    case 'enum':
      return { type: 'string', enum: declaration.values, ...common };
    case 'integer': {
      const { minimum, maximum } = declaration;
      return { type: 'integer', minimum, maximum, ...common };
    }
    case 'strings':
      return { type: 'array', items: { type: 'string' }, ...common };
    case 'texts':
      return { type: 'object', additionalProperties: { type: 'string' }, ...common };
    case 'lists': {
      const additionalProperties = { type: 'array', items: { type: 'string' } };
      return { type: 'object', additionalProperties, ...common };
    }
    case 'enums': {
      const additionalProperties = { type: 'string', enum: declaration.values };
      return { type: 'object', additionalProperties, ...common };
    }
    default:
      return { type: declaration.type, ...common };
  }
}

/** The client alone reads these; vscode-languageclient defines the last one. */
const clientOnly: ReadonlySet<string> = new Set(['p3.trace.server']);

function* flatten(prefix: string, value: unknown): Generator<[string, unknown]> {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || isSettingId(prefix)) {
    if (value !== undefined && value !== null) {
      yield [prefix, value];
    }
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    yield* flatten(`${prefix}.${key}`, inner);
  }
}

function problemOf(id: string, value: unknown): string | undefined {
  if (clientOnly.has(id)) {
    return undefined;
  }
  if (!isSettingId(id)) {
    return `The setting \`${id}\` is not known.`;
  }
  const declaration: SettingDeclaration = settingDeclarations[id];
  const expected = expectationOf(declaration);
  return fits(declaration, value)
    ? undefined
    : `The setting \`${id}\` must be ${expected}; the default \`${JSON.stringify(declaration.default)}\` is used.`;
}

function isSettingId(id: string): id is SettingId {
  return Object.hasOwn(settingDeclarations, id);
}

function fits(declaration: SettingDeclaration, value: unknown): boolean {
  switch (declaration.type) {
    case 'enum':
      return typeof value === 'string' && declaration.values.includes(value);
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isInteger(value) &&
        declaration.minimum <= value &&
        value <= declaration.maximum
      );
    case 'strings':
      return isTexts(value);
    case 'texts':
      return isObject(value) && isTexts(Object.values(value));
    case 'lists':
      return isObject(value) && Object.values(value).every(isTexts);
    case 'enums':
      return isObject(value) && Object.values(value).every((v) => declaration.values.includes(v));
    default:
      return typeof value === declaration.type;
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expectationOf(declaration: SettingDeclaration): string {
  switch (declaration.type) {
    case 'enum':
      return `one of ${listOf(declaration.values)}`;
    case 'enums':
      return `an object whose values are each one of ${listOf(declaration.values)}`;
    case 'integer':
      return `a whole number from ${declaration.minimum} to ${declaration.maximum}`;
    case 'strings':
      return 'a list of texts';
    case 'texts':
      return 'an object whose values are texts';
    case 'lists':
      return 'an object whose values are lists of texts';
    case 'boolean':
      return '`true` or `false`';
    case 'string':
      return 'a text';
  }
}

function listOf(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
