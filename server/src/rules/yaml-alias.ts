import type { Entry } from '../template/template-file.ts';
import { keysOfFile, keysOfTemplate } from './file-keys.ts';
import type { Fix, Report, Rule } from './rule.ts';

export const yamlAlias: Rule = {
  id: 'yaml-alias',
  severity: 'information',
  description: 'Values are written out, not taken from another place by an alias.',
  fix: 'writes the value out',
  checkFile({ snapshot }, tell) {
    const { text, file, parsed } = snapshot;
    if (!parsed.reading.hasAnchors) return;
    const mappings = [keysOfFile(file), ...file.templates.flatMap(keysOfTemplate)];
    const written = mappings.flatMap(({ entries, templateId }) => {
      return entries.map((entry) => ({ entry, templateId }));
    });
    const seen = new Set<number>();
    for (const { entry, templateId } of written) {
      const { valueSpan: span } = entry;
      const name = aliasAt(entry, text);
      // The keys below an alias are those of its anchor.
      if (name === undefined || seen.has(span.start)) continue;
      seen.add(span.start);
      tell(report(entry, name, templateId, fixOf(entry, name, written, text)));
    }
  },
};

/** No other value begins with an asterisk. */
function aliasAt({ valueSpan }: Entry, text: string): string | undefined {
  return /^\*(\S+)$/.exec(text.slice(valueSpan.start, valueSpan.end))?.[1];
}

function report(
  { key, valueSpan: span }: Entry,
  name: string,
  templateId: string | null,
  fix: Fix | undefined,
): Report {
  const message = `\`${key}\` is an alias of what stands at \`&${name}\`: whoever changes that changes this as well. Write it out.`;
  return { message, span, templateId, ...(fix && { fix }) };
}

/** A copy of the value, where it stands as deep as the alias. */
function fixOf(
  { key, keySpan, valueSpan }: Entry,
  name: string,
  written: readonly { readonly entry: Entry }[],
  text: string,
): Fix | undefined {
  const anchor = new RegExp(`^(!\\S+ +)?&${escaped(name)}(?!\\S) *`);
  const original = written.findLast(({ entry }) => {
    const isBefore = entry.valueSpan.start < valueSpan.start;
    return isBefore && anchor.test(text.slice(entry.valueSpan.start, entry.valueSpan.end));
  })?.entry;
  if (
    original === undefined ||
    columnOf(original.keySpan.start, text) !== columnOf(keySpan.start, text)
  )
    return undefined;
  const value = text.slice(original.valueSpan.start, original.valueSpan.end).trimEnd();
  const newText = value.replace(anchor, '$1').replace(/^(\S+) +\n/, '$1\n');
  // An anchor inside would be there twice, and a comment is none of the value.
  if (/(^|\s)[&#]/m.test(newText)) return undefined;
  return { title: `Write \`${key}\` out`, edits: [{ span: valueSpan, newText }] };
}

function columnOf(offset: number, text: string): number {
  return offset - text.lastIndexOf('\n', offset - 1);
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w]/g, String.raw`\$&`);
}
