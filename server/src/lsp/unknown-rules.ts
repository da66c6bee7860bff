import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import { openSettingMethod } from '../protocol/requests.ts';
import type { SettingId, Settings } from '../protocol/settings.ts';
import { rules } from '../rules/index.ts';
import { nearestName } from '../text/suggest.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Logger } from './logger.ts';

/** Tells the user of rules that settings name and that there are not: of each once, until it is mended. */
export function createUnknownRuleWarnings(
  connection: Connection,
  logger: Logger,
  { hasCommands }: Pick<ClientFeatures, 'hasCommands'>,
): (settings: Settings) => void {
  let told: ReadonlySet<string> = new Set();

  /** Only the workbench's own client opens settings; others may stop for a question without answers. */
  async function warn(message: string, setting: SettingId): Promise<void> {
    try {
      if (!hasCommands) {
        const type = MessageType.Warning;
        await connection.sendNotification(ShowMessageNotification.type, { type, message });
        return;
      }
      const button = { title: 'Open Setting' };
      const chosen = await connection.window.showWarningMessage(message, button);
      if (chosen) await connection.sendNotification(openSettingMethod, { setting });
    } catch (error) {
      logger.error('A warning about settings could not be shown', error);
    }
  }

  return (settings) => {
    const unknown = unknownRules(settings);
    const fresh = unknown.filter(({ message }) => !told.has(message));
    told = new Set(unknown.map(({ message }) => message));
    for (const { message } of fresh) logger.warn(message);
    const [first] = fresh;
    if (first !== undefined) void warn(joined(fresh), first.setting);
  };
}

interface UnknownRule {
  readonly setting: SettingId;
  readonly message: string;
}

function unknownRules(settings: Settings): readonly UnknownRule[] {
  const ids = rules.map(({ id }) => id);
  const severities = Object.keys(settings['p3.rules.severities']);
  const ignored = Object.values(settings['p3.rules.ignore'])
    .flat()
    .filter((id) => id !== '*');
  const inSetting = (setting: SettingId, names: readonly string[]) =>
    [...new Set(names)]
      .filter((name) => !ids.includes(name))
      .map((name) => ({ setting, message: messageOf(setting, name, nearestName(name, ids)) }));
  return [
    ...inSetting('p3.rules.severities', severities),
    ...inSetting('p3.rules.ignore', ignored),
  ];
}

function messageOf(setting: SettingId, name: string, nearest: string | undefined): string {
  const hint = nearest === undefined ? 'Remove it.' : `Did you mean \`${nearest}\`?`;
  return `The setting \`${setting}\` names \`${name}\`, which is no rule. ${hint}`;
}

const mostAtOnce = 3;

/** One message, of which a client shows no more than some lines. */
function joined(unknown: readonly UnknownRule[]): string {
  const more = unknown.length - mostAtOnce;
  const shown = unknown.slice(0, mostAtOnce).map(({ message }) => message);
  return [...shown, ...(more > 0 ? [`The log has ${more} more.`] : [])].join(' ');
}
