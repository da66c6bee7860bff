import type { CancellationToken } from 'vscode';
import type {
  RenderDraws,
  RenderResult,
  TemplateSummary,
} from '../../../server/src/protocol/requests.ts';
import type { PreviewContent } from '../../webview/messages.ts';
import type { TemplateServer } from '../language-client.ts';
import { previewText } from './preview-text.ts';

export interface RenderQuery {
  readonly uri: string;
  readonly offset: number;
  readonly limit: number;
  readonly filter: string;
  readonly draws: RenderDraws;
  /** Which of the file's templates to show. */
  readonly choose: (templates: readonly TemplateSummary[]) => TemplateSummary | undefined;
}

export interface RenderedPreview {
  readonly content: PreviewContent;
  readonly templateId?: string;
  readonly result?: RenderResult;
}

/** Finds the template and renders it; every failure becomes a sentence for the panel. */
export async function renderPreview(
  server: Pick<TemplateServer, 'listTemplates' | 'render' | 'isRunning'>,
  query: RenderQuery,
  token: CancellationToken,
): Promise<RenderedPreview> {
  if (!server.isRunning()) {
    return message(previewText.starting);
  }
  try {
    const templates = await server.listTemplates(query.uri, token);
    const template = query.choose(templates);
    if (template === undefined) {
      return message(templates.length === 0 ? previewText.noTemplate : previewText.deleted);
    }
    const { uri, offset, limit, filter, draws } = query;
    const place = { uri, templateId: template.id, offset, limit };
    const params = { ...place, ...(filter !== '' && { filter }), draws, traces: true };
    const result = await server.render(params, token);
    if (result === null) {
      return message(previewText.deleted);
    }
    const content = { kind: 'rendered', result, limit, filter } as const;
    return { content, templateId: template.id, result };
  } catch (error) {
    return message(
      server.isRunning()
        ? previewText.failed(error instanceof Error ? error.message : String(error))
        : previewText.starting,
    );
  }
}

function message(text: string): RenderedPreview {
  return { content: { kind: 'message', text } };
}
