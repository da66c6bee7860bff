import assert from 'node:assert/strict';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';
import { PyError } from '../../../server/src/render/python/errors.ts';

/** Asserts what a template prints; Python's Jinja2 3.1.6 prints the same. */
export function gives(source: string, expected: string): void {
  assert.equal(render(source), expected);
}

/** Asserts what a template raises, as `Type: message`. */
export function raises(source: string, expected: string): void {
  assert.throws(
    () => render(source),
    (error) => {
      assert.ok(error instanceof PyError, String(error));
      assert.equal(`${error.type}: ${error.message}`, expected);
      return true;
    },
  );
}

function render(source: string): string {
  const environment = createEnvironment({ random: byRow(0) });
  return createCompiler(environment)(source)(new Map());
}
