/** For the Node.js that runs the language server: a small nursery for new objects takes no time, and saves 100 MB on long files. */
export const serverNodeArguments: readonly string[] = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=80',
];
