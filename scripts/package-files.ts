/** What the VSIX holds: each pattern must match a file, and each file a pattern. `*` stays within a folder. */
const packageFiles: readonly string[] = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'THIRD-PARTY-NOTICES.txt',
  'icon.png',
  'language-configuration.json',
  'walkthrough/*.md',
  'syntaxes/p3-template.tmLanguage.json',
  'dist/client/extension.cjs',
  'dist/server/lsp.cjs',
  'dist/server/render-process.cjs',
  'dist/server/data-process.cjs',
  'dist/server/scoring-process.cjs',
  'dist/webview/preview.js',
  'dist/webview/preview.css',
  'samples/README.md',
  'samples/model/README.md',
  'samples/model/*.json',
  'samples/model/model.safetensors',
  'samples/*/schema.json',
  'samples/*/templates.yaml',
  'samples/*/validation.jsonl',
  'samples/*/validation.parquet',
  'samples/broken/templates/quizzes/*',
  'samples/broken/*/templates.yaml',
  'samples/broken/*/schema.json',
  'samples/broken/*/test.jsonl',
  'samples/broken/*/validation.jsonl',
  // Beside the bundle that requires it: the one part that cannot be bundled.
  'dist/node_modules/onnxruntime-node/package.json',
  'dist/node_modules/onnxruntime-node/dist/*.js',
  'dist/node_modules/onnxruntime-node/bin/napi-v6/*/*/*',
  'dist/node_modules/onnxruntime-common/package.json',
  'dist/node_modules/onnxruntime-common/dist/cjs/*.js',
  'dist/node_modules/onnxruntime-common/dist/cjs/package.json',
];

/** How a list of files differs from the allow-list, one sentence each. */
export function packageProblems(
  files: readonly string[],
  patterns: readonly string[] = packageFiles,
): readonly string[] {
  const tests = patterns.map((pattern) => ({ pattern, test: toExpression(pattern) }));
  const unexpected = files.filter((file) => !tests.some(({ test }) => test.test(file)));
  const missing = tests.filter(({ test }) => !files.some((file) => test.test(file)));
  return [
    ...unexpected.map((file) => `\`${file}\` is not on the list of packaged files.`),
    ...missing.map(({ pattern }) => `Nothing to package matches \`${pattern}\`.`),
  ];
}

function toExpression(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '[^/]*')}$`);
}
