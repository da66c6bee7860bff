import type { RandomSource } from '../jinja/random-source.ts';
import { seeded } from './random-source.ts';

/** One draw: the item that was picked of so many. */
export interface Draw {
  readonly picked: number;
  readonly length: number;
}

/**
 * Goes through everything that `choice` and `random` can pick, as an odometer does: the last draw of a render moves
 * on first. Each render starts with `restart`. Draws for `lipsum` are the same in every render.
 */
export class EnumeratedDraws implements RandomSource {
  readonly #draws: Draw[] = [];
  #position = 0;
  #other = seeded(0);

  restart(): void {
    this.#position = 0;
    this.#other = seeded(0);
  }

  choose(length: number): number {
    const draw = this.#draws[this.#position] ?? { picked: 0, length };
    this.#draws[this.#position] = draw;
    this.#position += 1;
    return draw.picked;
  }

  below(limit: number): number {
    return this.#other.below(limit);
  }

  /** The draws of the render since `restart`, in order. */
  get draws(): readonly Draw[] {
    return this.#draws.slice(0, this.#position);
  }

  /** Prepares the draws of the next render; false where there is none. */
  advance(): boolean {
    this.#draws.length = this.#position;
    for (let last = this.#draws.pop(); last !== undefined; last = this.#draws.pop()) {
      if (last.picked + 1 === last.length) continue;
      this.#draws.push({ ...last, picked: last.picked + 1 });
      return true;
    }
    return false;
  }
}
