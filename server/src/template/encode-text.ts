import type { ScalarStyle } from './scalar-source.ts';

/** Writes decoded text as it must stand inside a scalar of the given style. */
export function encodeFor(style: ScalarStyle | undefined, text: string): string {
  switch (style) {
    case 'single-quoted':
      return text.replaceAll("'", "''");
    case 'double-quoted':
      return text.replace(/["\\\n\t]/g, (character) => escapes[character] ?? character);
    default:
      return text;
  }
}

/** A YAML value of its own: plain where PyYAML reads the same text back, else single-quoted. */
export function toScalar(text: string): string {
  return isSafePlain.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
};

/** Words that start with a letter, less those that YAML 1.1 reads as a bool or null. */
const isSafePlain = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w ./()-]*(?<! )$/i;
