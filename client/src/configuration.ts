import * as vscode from 'vscode';
import { type Settings, validateSettings } from '../../server/src/protocol/settings.ts';

/** The user's settings now, valid; wrong values are reported by the server, which reads the same ones. */
export function currentSettings(): Settings {
  return validateSettings(vscode.workspace.getConfiguration().get('p3')).settings;
}
