/** Text from files as a terminal can show it: control characters are seen, not obeyed. */
export function showControls(text: string): string {
  return text.replace(controls, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x7f) return '\u2421';
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** As `showControls`, but with line ends and tabs as they are. */
export function showControlsInLines(text: string): string {
  return text
    .split(/(\r\n|\n|\t)/)
    .map((piece, index) => (index % 2 === 1 ? piece : showControls(piece)))
    .join('');
}

/** Columns that a terminal gives to a text of visible characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += wide.test(segment) ? 2 : invisible.test(segment) ? 0 : 1;
  }
  return width;
}

/** The text cut to so many columns, with an ellipsis where something is missing. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let cut = '';
  let width = 1;
  for (const { segment } of segmenter.segment(text)) {
    width += displayWidth(segment);
    if (width > columns) break;
    cut += segment;
  }
  return `${cut}…`;
}

// Also the C1 range, in which some terminals know escape sequences, and marks that turn the direction of writing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace.
const controls = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const invisible = /^\p{M}+$|^\p{Cf}+$/u;
