import { runInNewContext } from 'node:vm';

/**
 * Leaves nothing in this process's global scope but JavaScript's own: no `process`, `fetch` or `Buffer`. Should
 * compiled code of a template ever get at a global, there is none that reaches out of the process.
 */
export function dropHostGlobals(): void {
  const own = new Set<string>(runInNewContext('Object.getOwnPropertyNames(globalThis)'));
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!own.has(name)) Reflect.deleteProperty(globalThis, name);
  }
}
