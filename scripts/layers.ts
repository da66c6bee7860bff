/** The layers of `server/src`, from the ground up, and the packages that only one place may import. */

/** Each folder (or file) with the layers below it that it may import; every one may import itself. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  protocol: [],
  process: [],
  jinja: ['text'],
  dataset: ['text'],
  template: ['text', 'jinja'],
  analysis: ['text', 'jinja', 'dataset', 'template'],
  rules: ['text', 'jinja', 'dataset', 'template', 'analysis'],
  features: ['text', 'jinja', 'dataset', 'template', 'analysis', 'rules', 'protocol'],
  'language-service.ts': [
    'text',
    'jinja',
    'dataset',
    'template',
    'analysis',
    'rules',
    'features',
    'protocol',
  ],
  sources: ['text', 'process', 'dataset', 'template', 'analysis'],
  render: ['text', 'process', 'jinja', 'dataset', 'protocol'],
  scoring: ['text', 'process', 'protocol'],
  'row-checks': ['text', 'analysis', 'template', 'render'],
  lsp: everythingBut('lsp', 'cli'),
  cli: everythingBut('lsp', 'cli'),
};

function everythingBut(...folders: readonly string[]): readonly string[] {
  const all =
    'text protocol process jinja dataset template analysis rules features language-service.ts';
  return [...all.split(' '), 'sources', 'render', 'scoring', 'row-checks'].filter(
    (name) => !folders.includes(name),
  );
}

/** Folders that know neither Node, nor files, nor a protocol. */
export const pureLayers = [
  'text',
  'protocol',
  'jinja',
  'dataset',
  'template',
  'analysis',
  'rules',
  'features',
  'language-service.ts',
  'render/python',
  'render/jinja',
  'render/promptsource',
  'render/compile',
];

/** Packages with the only places of the project that may import them, as regular expressions. */
export const packageOwners: Readonly<Record<string, string>> = {
  nunjucks: '^server/src/render/compile/',
  'onnxruntime-node': '^server/src/scoring/onnx-session\\.ts$',
  '@bufbuild/protobuf': '^server/src/scoring/(graph/onnx-model|spiece)\\.ts$',
  '@huggingface/tokenizers': '^server/src/scoring/tokenizer\\.ts$',
  'vscode-jsonrpc': '^server/src/scoring/',
  hyparquet: '^server/src/sources/tables/',
  'hyparquet-compressors': '^server/src/sources/tables/decompress-page\\.ts$',
  'apache-arrow': '^server/src/sources/tables/',
  'csv-parse': '^server/src/sources/tables/csv-table\\.ts$',
  fzstd: '^server/src/sources/tables/',
  yaml: '^server/src/sources/dataset-card\\.ts$',
  'vscode-languageserver': '^server/src/lsp/',
  'vscode-languageclient': '^client/src/',
};
