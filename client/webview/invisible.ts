/** A piece of text: what is seen anyway, or a character that needs a mark to be seen. */
export interface TextPiece {
  readonly kind: 'text' | 'space' | 'tab' | 'newline' | 'special';
  readonly text: string;
  /** The mark that stands before or over the character. */
  readonly mark: string;
}

/**
 * Line ends, tabs, blanks where they surprise (at the ends of a line, two and more in a row), and characters
 * without a glyph (save the joiners and tags inside emoji). Single blanks between words stay as they are: marking
 * them makes prose hard to read.
 */
const invisible =
  /(?<newline>\r\n?|\n)|(?<tab>\t)|(?<space> {2,}|^ +| +$)|(?<special>[\p{Cc}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?![\u200d\u{e0020}-\u{e007f}])\p{Cf})/gmu;

/** Cuts a text so that each invisible character stands alone; the pieces joined are the text. */
export function splitInvisible(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(invisible)) {
    if (match.index > end) {
      pieces.push({ kind: 'text', text: text.slice(end, match.index), mark: '' });
    }
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    pieces.push({ kind: 'text', text: text.slice(end), mark: '' });
  }
  return pieces;
}

function pieceOf(match: RegExpExecArray): TextPiece {
  const [text] = match;
  const { newline, tab, space } = match.groups ?? {};
  if (newline !== undefined) {
    return { kind: 'newline', text, mark: text.includes('\r') ? '␍↵' : '↵' };
  }
  if (tab !== undefined) {
    return { kind: 'tab', text, mark: '→' };
  }
  if (space !== undefined) {
    return { kind: 'space', text, mark: '·'.repeat(text.length) };
  }
  const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { kind: 'special', text, mark: `U+${code}` };
}
