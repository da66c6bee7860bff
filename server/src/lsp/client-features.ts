import { isAbsolute } from 'node:path';
import type { InitializeParams } from 'vscode-languageserver/node';
import type { ChosenSplit } from '../protocol/datasets.ts';
import type { InitializationOptions } from '../protocol/trust.ts';

/** What the client at the other end can do, as it said when it connected. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  /** Shows other places beside a diagnostic. */
  readonly showsRelated: boolean;
  /** Asks what a rename would change before it asks for the new name. */
  readonly preparesRename: boolean;
  /** Shows symbols within symbols. */
  readonly nestsSymbols: boolean;
  /** Shows Markdown in hovers and beside completions, rather than text as it stands. */
  readonly readsMarkdown: boolean;
  /** Knows tab stops in what a completion inserts. */
  readonly hasSnippets: boolean;
  /** Takes what all items of a list of completions share from the list. */
  readonly sharesCompletionDefaults: boolean;
  /** Asks for the edits of the action that was chosen, rather than getting all at once. */
  readonly resolvesActions: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly answersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly registersConfiguration: boolean;
  /** Whether templates of the workspace may run; an editor without a notion of trust does not say. */
  readonly isTrusted: boolean;
  /** Whether lenses and actions may name the workbench's commands, which are VS Code's. */
  readonly hasCommands: boolean;
  /** Where to keep what was fetched; null where the client does not say. */
  readonly storageFolder: string | null;
  /** Splits that the user chose in an earlier session. */
  readonly splits: readonly ChosenSplit[];
  /** URIs of the folders that relative paths in settings start from. */
  readonly workspaceFolders: readonly string[];
}

export function readClientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = params.capabilities;
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  const root = params.rootUri;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    showsRelated:
      (textDocument?.diagnostic?.relatedInformation ??
        textDocument?.publishDiagnostics?.relatedInformation) === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    readsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    sharesCompletionDefaults: ['editRange', 'insertTextMode'].every((name) =>
      textDocument?.completion?.completionList?.itemDefaults?.includes(name),
    ),
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    isTrusted: readOptions(params).trusted !== false,
    hasCommands: readOptions(params).hasCommands === true,
    storageFolder: folderOf(readOptions(params).storageFolder),
    splits: splitsOf(readOptions(params).splits),
    workspaceFolders: folders ?? (root === null || root === undefined ? [] : [root]),
  };
}

/** Another editor may send anything, of which nothing is taken but these few words. */
function readOptions({ initializationOptions }: InitializeParams): InitializationOptions {
  return Object(initializationOptions);
}

function folderOf(path: unknown): string | null {
  return typeof path === 'string' && isAbsolute(path) ? path : null;
}

function splitsOf(options: unknown): readonly ChosenSplit[] {
  return Array.isArray(options) ? options.filter(isChosenSplit) : [];
}

function isChosenSplit(option: unknown): option is ChosenSplit {
  const { dataset, subset, split } = Object(option);
  const isSubset = subset === null || typeof subset === 'string';
  return typeof dataset === 'string' && isSubset && typeof split === 'string';
}
