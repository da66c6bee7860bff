import type { Connection } from 'vscode-languageserver/node';
import { defaultSettings, type Settings, validateSettings } from '../protocol/settings.ts';
import type { Logger } from './logger.ts';

/** The client's settings: one frozen value, replaced as a whole when the client reports a change. */
export interface Configuration {
  current(): Settings;
  /** Settles when the settings asked for last are there. */
  ready(): Promise<void>;
  /** Asks the client, or takes what it pushed where it cannot be asked. Never rejects. */
  refresh(pushed?: unknown): Promise<void>;
}

export interface ConfigurationParts {
  readonly connection: Connection;
  readonly logger: Logger;
  /** Whether the client answers when it is asked for its settings. */
  readonly canAsk: boolean;
  /** Called with the settings each time they were read. */
  readonly onSettings: (settings: Settings) => void;
}

export function createConfiguration(parts: ConfigurationParts): Configuration {
  const { connection, logger, canAsk, onSettings } = parts;
  let settings = defaultSettings;
  let pending = Promise.resolve();

  async function load(pushed: unknown): Promise<void> {
    try {
      const section = canAsk
        ? await connection.workspace.getConfiguration('p3')
        : sectionOf(pushed);
      const validated = validateSettings(section);
      for (const problem of validated.problems) logger.warn(problem);
      settings = validated.settings;
      onSettings(settings);
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

/** Clients push either the whole configuration or the section alone. */
function sectionOf(pushed: unknown): unknown {
  if (pushed !== null && typeof pushed === 'object' && 'p3' in pushed) {
    return pushed.p3;
  }
  return pushed;
}
