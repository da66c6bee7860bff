/**
 * For the Node.js that runs the language server: a heap that is collected before it has doubled, which saves 100 MB on
 * long files, and a nursery for new objects that few keystrokes fill, not even the first ones (`npm run bench:lsp`,
 * `npm run bench:preview`).
 */
export const serverNodeArguments: readonly string[] = [
  '--min-semi-space-size=8',
  '--max-semi-space-size=16',
  '--heap-growing-percent=80',
];
