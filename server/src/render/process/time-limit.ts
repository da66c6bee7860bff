import { createContext, Script } from 'node:vm';

/** Runs a function, and stops it when it takes longer; whatever it runs, no `catch` of its own can hold it up. */
export type RunWithin = (timeoutMs: number, run: () => void) => 'done' | 'stopped';

/** V8's own watch over a script: a thread of its own ends it, so it works while JavaScript loops. */
export function createTimeLimit(): RunWithin {
  const script = new Script('run()');
  const slot: { run: (() => void) | null } = { run: null };
  const context = createContext(slot);
  return (timeoutMs, run) => {
    slot.run = run;
    try {
      script.runInContext(context, { timeout: timeoutMs });
      return 'done';
    } catch (error) {
      if (Object(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'stopped';
      throw error;
    } finally {
      slot.run = null;
    }
  };
}
