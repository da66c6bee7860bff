import type { RandomSource } from '../jinja/random-source.ts';

/** Draws from whichever source is set: compiled templates outlive the row that they are rendered for. */
export class SwitchedRandom implements RandomSource {
  source: RandomSource;
  /** Whether anything was drawn that could have come out differently. */
  wasUsed = false;

  constructor(source: RandomSource) {
    this.source = source;
  }

  choose(length: number): number {
    this.wasUsed ||= length > 1;
    return this.source.choose(length);
  }

  below(limit: number): number {
    this.wasUsed ||= limit > 1;
    return this.source.below(limit);
  }
}
