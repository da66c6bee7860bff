import { type Piece, type PromptPath, variantsOf } from './prompt-paths.ts';

/** The pieces that are printed for one target on one way through the template, in their order; no `if` among them. */
export type Target = readonly Exclude<Piece, { kind: 'if' }>[];

/** Every target on every way; `undefined` where there are too many ways. */
export function targetsOf(paths: readonly PromptPath[]): readonly Target[] | undefined {
  const targets: Target[] = [];
  for (const { parts } of paths) {
    for (const part of parts.slice(1)) {
      const variants = variantsOf(part);
      if (variants === undefined) return undefined;
      for (const variant of variants) targets.push(variant.filter((piece) => piece.kind !== 'if'));
    }
  }
  return targets;
}

/** Whatever stands in a target, each piece once. */
export function targetPieces(paths: readonly PromptPath[]): readonly Piece[] {
  return [...new Set(paths.flatMap(({ parts }) => parts.slice(1).flat()))];
}
