/**
 * Whether a path with `/` between its folders matches a pattern as in editors' settings: `*` and `?` within a folder, `**`
 * over folders, `{a,b}` for either. A pattern without `/` holds for names in any folder.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const whole = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`;
  return endsOf(path, new Set([0]), whole).has(path.length);
}

const token = /\*\*\/|\/\*\*$|\*+|\?|\{[^{}]*\}|[^*?{/]+|./gs;

/** Where the pattern can end in the path if it starts at one of these offsets: all at once, so that no pattern takes long. */
function endsOf(path: string, starts: ReadonlySet<number>, pattern: string): ReadonlySet<number> {
  let ends = starts;
  for (const [part] of pattern.matchAll(token)) {
    const isChoice = part.startsWith('{') && part.endsWith('}');
    ends = isChoice
      ? endsOfAny(path, ends, part.slice(1, -1).split(','))
      : new Set([...ends].flatMap((offset) => step(path, offset, part)));
  }
  return ends;
}

function endsOfAny(
  path: string,
  starts: ReadonlySet<number>,
  patterns: readonly string[],
): ReadonlySet<number> {
  return new Set(patterns.flatMap((pattern) => [...endsOf(path, starts, pattern)]));
}

function step(path: string, offset: number, part: string): readonly number[] {
  if (part === '**/') return [offset, ...range(offset + 1, path.length).filter(isBehindSlash)];
  if (part === '/**') return path[offset] === '/' ? [path.length] : [];
  if (part === '**') return range(offset, path.length);
  if (part.startsWith('*')) return range(offset, folderEnd(path, offset));
  if (part === '?') return offset < folderEnd(path, offset) ? [offset + 1] : [];
  return path.startsWith(part, offset) ? [offset + part.length] : [];

  function isBehindSlash(place: number): boolean {
    return path[place - 1] === '/';
  }
}

function folderEnd(path: string, offset: number): number {
  const end = path.indexOf('/', offset);
  return end < 0 ? path.length : end;
}

/** Both ends included. */
function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
}
