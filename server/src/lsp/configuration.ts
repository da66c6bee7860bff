import type { Connection } from 'vscode-languageserver/node';
import { defaultSettings, type Settings, validateSettings } from '../protocol/settings.ts';
import type { Logger } from './logger.ts';

/** The client's settings: one frozen value, replaced as a whole when the client reports a change. */
export interface Configuration {
  current(): Settings;
  /** Asks the client, or takes what it pushed where it cannot be asked. */
  refresh(pushed?: unknown): Promise<void>;
}

export function createConfiguration(
  connection: Connection,
  logger: Logger,
  canAsk: () => boolean,
): Configuration {
  let settings = defaultSettings;
  return {
    current: () => settings,
    async refresh(pushed) {
      const section = canAsk()
        ? await connection.workspace.getConfiguration('p3')
        : sectionOf(pushed);
      const validated = validateSettings(section);
      for (const problem of validated.problems) {
        logger.warn(problem);
      }
      settings = validated.settings;
    },
  };
}

/** Clients push either the whole configuration or the section alone. */
function sectionOf(pushed: unknown): unknown {
  if (pushed !== null && typeof pushed === 'object' && 'p3' in pushed) {
    return pushed.p3;
  }
  return pushed;
}
