import type { Settings } from '../protocol/settings.ts';
import type { RenderClient } from '../render/process/render-client.ts';

export interface RenderBudget {
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

export interface BudgetedClient {
  /** The client for the budget of the settings; one for another budget is ended. */
  forBudget(settings: Settings): RenderClient;
  /** Ends the client; the next use starts another. */
  dispose(): void;
}

export function createBudgetedClient(
  createClient: (budget: RenderBudget) => RenderClient,
): BudgetedClient {
  let current: (RenderBudget & { readonly client: RenderClient }) | undefined;
  return {
    forBudget(settings) {
      const timeoutMs = settings['p3.render.timeBudgetMs'];
      const memoryMb = settings['p3.render.memoryBudgetMb'];
      if (current?.timeoutMs !== timeoutMs || current.memoryMb !== memoryMb) {
        current?.client.dispose();
        current = { timeoutMs, memoryMb, client: createClient({ timeoutMs, memoryMb }) };
      }
      return current.client;
    },
    dispose() {
      current?.client.dispose();
      current = undefined;
    },
  };
}
