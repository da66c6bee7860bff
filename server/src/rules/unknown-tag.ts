import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';
import { tellProblems } from './file-problems.ts';
import type { Fix, Rule, Tell } from './rule.ts';

export const unknownTag: Rule = {
  id: 'unknown-tag',
  severity: 'error',
  description:
    'Templates carry the tag `!Template`, their metadata `!TemplateMetadata`, and nothing else has a tag.',
  fix: 'writes the right tag',
  needsWholeFile: true,
  checkFile({ snapshot }, tell) {
    tellProblems(snapshot, 'unknown-tag', (report) => {
      const fix = replacement(snapshot.file, report.span);
      tell(fix === undefined ? report : { ...report, fix });
    });
  },
  checkTemplate({ document: text, template }, tell) {
    const { key, keySpan, tag, entries, metadata } = template;
    if (entries.length > 0) checkTag({ text, tag, keySpan, expected: '!Template', key }, tell);
    if (metadata?.value.type !== 'mapping') return;
    const place = { text, tag: metadata.value.tag, keySpan: metadata.keySpan };
    checkTag({ ...place, expected: '!TemplateMetadata', key }, tell);
  },
};

/** What belongs there, where a tag of PromptSource does. */
function replacement({ templates }: Snapshot['file'], span: Span): Fix | undefined {
  for (const { tagSpan, metadata } of templates) {
    const inner = metadata?.value.type === 'mapping' ? metadata.value.tagSpan : undefined;
    if (tagSpan?.start === span.start) return replaceTag(span, '!Template');
    if (inner?.start === span.start) return replaceTag(span, '!TemplateMetadata');
  }
  return undefined;
}

function replaceTag(span: Span, newText: string): Fix {
  return { title: `Replace by \`${newText}\``, edits: [{ span, newText }] };
}

interface Tagged {
  readonly text: string;
  readonly tag: string | null;
  readonly keySpan: Span;
  readonly expected: string;
  readonly key: string;
}

/** PromptSource's own tags at the wrong place; all others are unknown wherever they stand. */
function checkTag({ text, tag, keySpan, expected, key }: Tagged, tell: Tell): void {
  if (tag === expected || (tag !== null && !ownTags.includes(tag))) return;
  const end = keySpan.end + 1;
  const message = `The tag \`${expected}\` is expected behind the colon of this key${tag === null ? '' : `, not \`${tag}\``}.`;
  const edits = [{ span: { start: end, end }, newText: ` ${expected}` }];
  const isSimple = tag === null && text[keySpan.end] === ':';
  const fix = { title: `Write \`${expected}\``, isSafe: true, edits } as const;
  tell({ message, span: keySpan, templateId: key, ...(isSimple && { fix }) });
}

const ownTags: readonly string[] = ['!Template', '!TemplateMetadata'];
