/** The types that PyYAML's `Resolver` finds in unquoted text. */
export type ImplicitType =
  | 'bool'
  | 'float'
  | 'int'
  | 'merge'
  | 'null'
  | 'str'
  | 'timestamp'
  | 'value';

/** The type that unquoted text has in PyYAML's reading of YAML 1.1. */
export function resolveImplicitType(text: string): ImplicitType {
  const resolvers = RESOLVERS_BY_START.get(text.charAt(0)) ?? [];
  return resolvers.find((resolver) => resolver.pattern.test(text))?.type ?? 'str';
}

interface Resolver {
  readonly type: ImplicitType;
  /** The first characters of such texts; an empty text is null. */
  readonly starts: string;
  readonly pattern: RegExp;
}

/** In PyYAML's order; Python's `$` also matches before a line feed at the end. */
const RESOLVERS: readonly Resolver[] = [
  {
    type: 'bool',
    starts: 'yYnNtTfFoO',
    pattern: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\n?$/,
  },
  {
    type: 'float',
    starts: '-+0123456789.',
    pattern:
      /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\n?$/,
  },
  {
    type: 'int',
    starts: '-+0123456789',
    pattern:
      /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\n?$/,
  },
  { type: 'merge', starts: '<', pattern: /^<<\n?$/ },
  { type: 'null', starts: '~nN', pattern: /^(?:~|null|Null|NULL)\n?$/ },
  {
    type: 'timestamp',
    starts: '0123456789',
    pattern:
      /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)\n?$/,
  },
  { type: 'value', starts: '=', pattern: /^=\n?$/ },
];

/** As PyYAML keeps them: most texts begin like none. */
const RESOLVERS_BY_START: ReadonlyMap<string, readonly Resolver[]> = new Map([
  ['', [{ type: 'null', starts: '', pattern: /^$/ }]],
  ...[...new Set(RESOLVERS.flatMap(({ starts }) => [...starts]))].map(
    (start) => [start, RESOLVERS.filter(({ starts }) => starts.includes(start))] as const,
  ),
]);
