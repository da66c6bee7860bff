import * as vscode from 'vscode';

/** Runs that can be cancelled, at most one at a time for each key. */
export interface Runs<Result> extends vscode.Disposable {
  /** Joins the run of the key, if there is one. */
  run(key: string, work: (token: vscode.CancellationToken) => Promise<Result>): Promise<Result>;
  cancel(key: string): void;
}

export function createRuns<Result>(): Runs<Result> {
  const runs = new Map<
    string,
    { readonly source: vscode.CancellationTokenSource; readonly result: Promise<Result> }
  >();
  return {
    async run(key, work) {
      const running = runs.get(key);
      if (running !== undefined) return running.result;
      const source = new vscode.CancellationTokenSource();
      const result = work(source.token);
      runs.set(key, { source, result });
      try {
        return await result;
      } finally {
        runs.delete(key);
        source.dispose();
      }
    },
    cancel: (key) => runs.get(key)?.source.cancel(),
    dispose() {
      for (const { source } of runs.values()) source.cancel();
    },
  };
}
