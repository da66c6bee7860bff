/** Whether a pattern (`*`, `**`, `?`, `[…]`, `{a,b}`) means the whole path, whose folders are parted by `/`. */
export function matchesGlob(pattern: string, path: string): boolean {
  return toExpression(pattern).test(path);
}

const tokens = /\*\*\/|\*\*|\*|\?|\[!?[^\]]*\]|\{[^{}]*\}|[^*?[{]+|[[{]/g;

function toExpression(pattern: string): RegExp {
  const parts = (pattern.replace(/^\.\//, '').match(tokens) ?? []).map(toPart);
  return new RegExp(`^${parts.join('')}$`, 's');
}

function toPart(token: string): string {
  if (token === '**/') return '(?:.*/)?';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 2 && token.startsWith('[')) {
    const inner = token.slice(1, -1).replaceAll('\\', '\\\\');
    return inner.startsWith('!') ? `[^${inner.slice(1)}/]` : `[${inner.replace(/^\^/, '\\^')}]`;
  }
  if (token.length > 1 && token.startsWith('{')) {
    return `(?:${token.slice(1, -1).split(',').map(escapeText).join('|')})`;
  }
  return escapeText(token);
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
