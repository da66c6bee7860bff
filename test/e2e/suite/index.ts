/** Entry that VS Code runs inside its extension host, under either runner. */
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 40_000, color: false, reporter: 'spec' });
  // The files are part of this bundle, so mocha cannot load them by name.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./language-features.ts');
  await import('./preview-and-score.ts');
  await import('./providers.ts');
  await import('./authoring.ts');
  await import('./unusual-files.ts');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) {
        resolve();
      } else {
        reject(new Error(`${failures} tests failed.`));
      }
    });
  });
}
