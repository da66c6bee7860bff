import type { CountReply } from './process-messages.ts';
import { type ScoringProcess, type StartOptions, startScoringProcess } from './running-process.ts';

/** Counts tokens in a process of its own, so that neither a score nor an editor waits for it. */
export interface TokenCounter {
  /** Never rejects. The process starts with the first call. */
  count(modelFolder: string, texts: readonly string[]): Promise<CountReply>;
  /** Ends the process; the next call starts another. */
  stop(): void;
}

/** The scoring process, of which only the tokenizer is used: no model is loaded, and no native code. */
export function createTokenCounter(options: StartOptions): TokenCounter {
  let running: ScoringProcess | undefined;
  return {
    count(modelFolder, texts) {
      if (running === undefined || running.hasEnded()) running = startScoringProcess(options);
      return running.countTokens({ modelFolder, texts });
    },
    stop() {
      running?.kill();
      running = undefined;
    },
  };
}
