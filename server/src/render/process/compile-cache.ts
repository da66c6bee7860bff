/** A compiler that remembers. */
export interface CachedCompiler<Render> {
  (source: string): Render;
  /** What a text was compiled to, where that is remembered. */
  known(source: string): Render | undefined;
}

/**
 * Compiles a text once as long as it is among those used last, of which it remembers `most` characters: what they were
 * compiled to takes a hundred times as much.
 */
export function cacheCompiled<Render>(
  compile: (source: string) => Render,
  most: number,
): CachedCompiler<Render> {
  const compiled = new Map<string, Render>();
  let size = 0;
  const forget = (source: string) => {
    if (compiled.delete(source)) size -= source.length;
  };
  const cached = (source: string): Render => {
    const render = compiled.get(source) ?? compile(source);
    forget(source);
    if (source.length > most) return render;
    // A map keeps the order of insertion, so the first entry is the one that was used longest ago.
    compiled.set(source, render);
    size += source.length;
    for (const [oldest] of compiled) {
      if (size <= most) break;
      forget(oldest);
    }
    return render;
  };
  return Object.assign(cached, { known: (source: string) => compiled.get(source) });
}
