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
  return RESOLVERS.find((resolver) => resolver.pattern.test(text))?.type ?? 'str';
}

/** In PyYAML's order; Python's `$` also matches before a line feed at the end. */
const RESOLVERS: readonly { readonly type: ImplicitType; readonly pattern: RegExp }[] = [
  {
    type: 'bool',
    pattern: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\n?$/,
  },
  {
    type: 'float',
    pattern:
      /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\n?$/,
  },
  {
    type: 'int',
    pattern:
      /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\n?$/,
  },
  { type: 'merge', pattern: /^<<\n?$/ },
  { type: 'null', pattern: /^(?:~|null|Null|NULL|)$|^(?:~|null|Null|NULL)\n$/ },
  {
    type: 'timestamp',
    pattern:
      /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)\n?$/,
  },
  { type: 'value', pattern: /^=\n?$/ },
];
