/**
 * For the Node.js that runs the language server: a small nursery for new objects, and a heap that is collected before it
 * has doubled. They cost few milliseconds at a keystroke, and save 100 MB on long files (`npm run bench:lsp`).
 */
export const serverNodeArguments: readonly string[] = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=80',
];
