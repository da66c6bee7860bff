import type { RowFacts } from '../analysis/row-facts.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import {
  type CountTokens,
  checkRows,
  type RowCheck,
  rowsToCheck,
} from '../row-checks/check-rows.ts';
import { templatesToCheck } from '../row-checks/templates-to-check.ts';
import type { RawRow } from '../sources/source.ts';
import type { TemplateFile } from '../template/template-file.ts';

/** Renders templates on rows, for the rules that rows prove. */
export interface RowRenders {
  /** The most rows that are rendered; 0 where none are. */
  readonly limit: number;
  factsOf(file: TemplateFile, rows: readonly RawRow[]): Promise<RenderedFile>;
}

interface RenderedFile {
  readonly facts: ReadonlyMap<string, RowFacts>;
  /** Why templates could not be rendered, as sentences. */
  readonly problems: readonly string[];
}

interface RowRendersOptions {
  readonly limit: number;
  /** For one template on one row. */
  readonly timeoutMs: number;
  readonly createClient: (timeoutMs: number) => RenderClient;
  readonly now: () => number;
  /** Absent where no model was named. */
  readonly countTokens?: CountTokens;
}

/** One template may take so many times what one row may. */
const patience = 6;

/** The render process starts with the first file that has rows. */
export function createRowRenders(setup: RowRendersOptions): RowRenders {
  const { limit, timeoutMs, createClient, now, countTokens } = setup;
  let client: RenderClient | undefined;
  return {
    limit,
    async factsOf(file, rows) {
      const facts = new Map<string, RowFacts>();
      const kept = rowsToCheck(rows.filter(({ index }) => index < limit));
      if (kept.length === 0) return { facts, problems: [] };
      client ??= createClient(timeoutMs);
      const check: RowCheck = {
        ...{ client, rows: kept, options, patienceMs: patience * timeoutMs, now },
        ...(countTokens && { countTokens }),
      };
      for (const [key, template] of templatesToCheck(file)) {
        const result = await checkRows(template, check);
        if (result.kind === 'failed') return { facts, problems: [result.message] };
        if (result.kind === 'checked') facts.set(key, result.facts);
      }
      return { facts, problems: [] };
    },
  };
}

/** As PromptSource renders by default. */
const options = { truncate: true, dialect: 'main', choice: { kind: 'seed', seed: 0 } } as const;
