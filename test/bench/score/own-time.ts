import type { OpenGraph } from '../../../server/src/scoring/onnx-session.ts';

/** Time of the processor that is spent outside ONNX Runtime. */
class OwnTime {
  #own = 0;
  #calls = 0;

  /** The same graphs, whose runs do not count. */
  watch(openGraph: OpenGraph): OpenGraph {
    return async (spec) => {
      const graph = await openGraph(spec);
      return {
        ...graph,
        run: async (feeds) => {
          const start = process.cpuUsage();
          try {
            return await graph.run(feeds);
          } finally {
            this.#own -= microseconds(start);
          }
        },
      };
    };
  }

  async measure<Result>(call: () => Promise<Result>): Promise<Result> {
    const start = process.cpuUsage();
    const result = await call();
    this.#own += microseconds(start);
    this.#calls += 1;
    return result;
  }

  millisecondsPerCall(): number {
    return this.#own / this.#calls / 1000;
  }
}

function microseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

export const ownTime = new OwnTime();
