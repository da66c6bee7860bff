import { resolveImplicitType } from '../pyyaml/resolve-scalar.ts';
import type { DumpScalar } from './dump-node.ts';

export type DumpStyle = 'plain' | 'single-quoted' | 'double-quoted';

/** PyYAML's `choose_scalar_style`, for a scalar in a block collection. */
export function chooseStyle({ type, text }: DumpScalar, isSimpleKey: boolean): DumpStyle {
  const needsOneLine = isSimpleKey && isMultiline(text);
  const isImplicit = text !== '' && resolveImplicitType(text) === type;
  if (isImplicit && !needsOneLine && allowsPlain(text)) return 'plain';
  return needsOneLine || !allowsSingleQuotes(text) ? 'double-quoted' : 'single-quoted';
}

/** Whether PyYAML writes the key on one line, before its colon: `check_simple_key`. */
export function isSimpleKey({ type, text }: DumpScalar): boolean {
  // The length is that of the text with its tag, which is worked out though it is not written.
  const length = `!!${type}`.length + [...text].length;
  return length < 128 && text !== '' && !isMultiline(text);
}

function isMultiline(text: string): boolean {
  return /[\n\x85\u2028\u2029]/.test(text);
}

/** `allow_block_plain` of `analyze_scalar`. */
function allowsPlain(text: string): boolean {
  if (hasSpecialCharacter(text) || isMultiline(text)) return false;
  return !/^ | $/.test(text) && !hasBlockIndicator(text);
}

/** `allow_single_quoted` of `analyze_scalar`. */
function allowsSingleQuotes(text: string): boolean {
  return !hasSpecialCharacter(text) && !/\n | \n/.test(text);
}

/** What is written only as an escape, because `allow_unicode` is off. */
function hasSpecialCharacter(text: string): boolean {
  return /[^\n\x20-\x7e]/.test(text);
}

function hasBlockIndicator(text: string): boolean {
  return (
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?-](?: |$)/.test(text) ||
    /:(?: |$)| #/.test(text)
  );
}
