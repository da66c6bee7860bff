import * as vscode from 'vscode';
import type { TemplateSummary } from '../../server/src/protocol/requests.ts';
import { languageId } from './language-id.ts';

/**
 * The template whose key and body hold the position; between two templates the one above, so that the preview does not
 * blink on the blank line between them; before the first one, the first.
 */
export function templateAt(
  templates: readonly TemplateSummary[],
  position: Pick<vscode.Position, 'line'>,
): TemplateSummary | undefined {
  const above = templates.filter((template) => template.range.start.line <= position.line);
  return above.at(-1) ?? templates[0];
}

/** The editor with the focus, if it holds templates. */
export function activeTemplateEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === languageId ? editor : undefined;
}
