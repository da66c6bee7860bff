/** The request for completion; what files of the workspace are named after is read only where a name is written. */
import {
  type CompletionList,
  CompletionTriggerKind,
  type Connection,
} from 'vscode-languageserver/node';
import type { Completion } from '../features/completion/completion.ts';
import { narrow } from '../features/completion/narrow.ts';
import { languageService } from '../language-service.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { nameOf } from '../template/template-name.ts';
import type { ClientFeatures } from './client-features.ts';
import { toCompletionList } from './completion-list.ts';
import { completeDatasetNames } from './dataset-completion.ts';
import type { Datasets } from './datasets.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import type { Logger } from './logger.ts';
import { signalOf } from './signal.ts';
import type { WorkspaceTemplates } from './workspace-templates.ts';

const emptyList: CompletionList = { isIncomplete: false, items: [] };

export interface CompletingParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly datasets: Datasets;
  readonly workspace: WorkspaceTemplates;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly client: ClientFeatures;
}

export function registerCompletion(parts: CompletingParts): void {
  const { connection, datasets, workspace, newId, client } = parts;
  const handle = documentHandler(parts);
  connection.onCompletion(
    handle('textDocument/completion', emptyList, async (document, { position, context }, token) => {
      const { snapshot, lines } = document;
      const offset = lines.offsetAt(position);
      const isAskedFor = context?.triggerKind === CompletionTriggerKind.Invoked;
      const complete = (templateNames: readonly string[]) =>
        languageService.complete(snapshot, offset, {
          ...{ newId, isAskedFor, templateNames },
          hasSnippets: client.hasSnippets,
        });
      const listOf = (found: readonly Completion[], isIncomplete = false): CompletionList => {
        const { completions, isNarrowed } = narrow(found, { text: snapshot.text, offset });
        const list = toCompletionList(lines, completions, client);
        return { ...list, isIncomplete: isIncomplete || isNarrowed };
      };
      if (!isOnName(snapshot.text, offset)) return listOf(complete([]));
      const signal = signalOf(token);
      const names = namesFor(document, await workspace.load(signal));
      const datasetNames = await completeDatasetNames(document, offset, datasets, names, signal);
      if (datasetNames === undefined) return listOf(complete(names.templates));
      return listOf(datasetNames.completions, datasetNames.isIncomplete);
    }),
  );
}

/** Whether the line gives a name that another file may have as well. */
function isOnName(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(?:dataset|subset|name)\s*:/.test(line);
}

interface KnownNames {
  readonly dataset: readonly string[];
  /** Of the dataset of the file. */
  readonly subset: readonly string[];
  /** Of templates of its other subsets. */
  readonly templates: readonly string[];
}

/** Of the other files, and of the folders in which the file itself lies: `dataset/subset/templates.yaml`. */
function namesFor(
  { snapshot: { uri, file } }: OpenDocument,
  files: readonly { readonly file: TemplateFile }[],
): KnownNames {
  const others = files.map((each) => each.file);
  const dataset = textOf(file, 'dataset');
  const related = others.filter((other) => textOf(other, 'dataset') === dataset);
  const [grandparent = '', parent = ''] = new URL(uri).pathname
    .split('/')
    .map(decodeURIComponent)
    .slice(-3, -1);
  const own = new Set(file.templates.map(nameOf));
  const datasets = [
    parent,
    grandparent,
    ...others.flatMap((each) => textOf(each, 'dataset') ?? []),
  ];
  const subsets = [parent, ...related.flatMap((each) => textOf(each, 'subset') ?? [])];
  const templates = related.flatMap((each) => each.templates.map(nameOf));
  return {
    dataset: distinct(datasets),
    subset: distinct(subsets).filter((name) => name !== dataset),
    templates: distinct(templates).filter((name) => !own.has(name)),
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '');
}

function textOf(file: TemplateFile, key: 'dataset' | 'subset'): string | undefined {
  const value = file[key]?.value;
  return value?.type === 'str' ? value.text : undefined;
}
