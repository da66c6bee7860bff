import type { PreviewTarget } from '../../webview/messages.ts';

/** What a page saved before a reload of the window, perhaps by an older version of the extension. */
export function savedTarget(saved: unknown): PreviewTarget | undefined {
  const target = property(saved, 'target');
  const uri = property(target, 'uri');
  const templateId = property(target, 'templateId');
  const offset = property(target, 'offset');
  const filter = property(target, 'filter');
  const seed = property(target, 'seed');
  return typeof uri === 'string' && typeof templateId === 'string' && typeof offset === 'number'
    ? {
        uri,
        templateId,
        offset: Math.max(0, Math.trunc(offset)),
        filter: typeof filter === 'string' ? filter : '',
        seed: typeof seed === 'number' && Number.isSafeInteger(seed) ? seed : 0,
        showsVariants: property(target, 'showsVariants') === true,
      }
    : undefined;
}

function property(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined;
}
