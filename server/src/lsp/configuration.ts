import type { Connection } from 'vscode-languageserver/node';
import { defaultSettings, type Settings, validateSettings } from '../protocol/settings.ts';
import { rules } from '../rules/index.ts';
import type { Logger } from './logger.ts';

/** The client's settings: one frozen value, replaced as a whole when the client reports a change. */
export interface Configuration {
  current(): Settings;
  /** Settles when the settings asked for last are there. */
  ready(): Promise<void>;
  /** Asks the client, or takes what it pushed where it cannot be asked. Never rejects. */
  refresh(pushed?: unknown): Promise<void>;
}

export function createConfiguration(
  connection: Connection,
  logger: Logger,
  canAsk: boolean,
): Configuration {
  let settings = defaultSettings;
  let pending = Promise.resolve();

  async function load(pushed: unknown): Promise<void> {
    try {
      const section = canAsk
        ? await connection.workspace.getConfiguration('p3')
        : sectionOf(pushed);
      const validated = validateSettings(section);
      for (const problem of [...validated.problems, ...unknownRules(validated.settings)]) {
        logger.warn(problem);
      }
      settings = validated.settings;
    } catch (error) {
      logger.error('The settings could not be read', error);
    }
  }

  return {
    current: () => settings,
    ready: () => pending,
    refresh(pushed) {
      pending = load(pushed);
      return pending;
    },
  };
}

function unknownRules(settings: Settings): readonly string[] {
  const known = new Set(rules.map(({ id }) => id));
  const ignored = Object.values(settings['p3.rules.ignore']).flat();
  const named = [
    ...Object.keys(settings['p3.rules.severities']).map((id) => ['p3.rules.severities', id]),
    ...ignored.filter((id) => id !== '*').map((id) => ['p3.rules.ignore', id]),
  ] as const;
  return named
    .filter(([, id = '']) => !known.has(id))
    .map(([setting, id]) => `The setting \`${setting}\` names \`${id}\`, which is no rule.`);
}

/** Clients push either the whole configuration or the section alone. */
function sectionOf(pushed: unknown): unknown {
  if (pushed !== null && typeof pushed === 'object' && 'p3' in pushed) {
    return pushed.p3;
  }
  return pushed;
}
