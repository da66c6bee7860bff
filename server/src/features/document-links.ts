import type { Snapshot } from '../analysis/snapshot.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import type { TemplateFile } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';

export type DocumentLink =
  | { readonly kind: 'file'; readonly span: Span; readonly path: string; readonly tooltip: string }
  | { readonly kind: 'web'; readonly span: Span; readonly url: string; readonly tooltip: string };

/** The dataset leads to its page, or to the schema beside the file; URLs in `reference` lead where they say. */
export function documentLinks(snapshot: Snapshot): readonly DocumentLink[] {
  return [...datasetLinks(snapshot), ...referenceLinks(snapshot)];
}

function datasetLinks({ file, schema }: Snapshot): readonly DocumentLink[] {
  const { dataset, subset } = file;
  if (dataset?.scalar === undefined || dataset.value.type !== 'str') return [];
  const { text, span } = dataset.scalar;
  const path = schemaBeside(schema);
  if (path !== undefined) return [{ kind: 'file', span, path, tooltip: 'Open the schema' }];
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(text)) return [];
  const page = `https://huggingface.co/datasets/${text}`;
  const tooltip = 'Open the page of the dataset';
  const links: DocumentLink[] = [{ kind: 'web', span, url: page, tooltip }];
  if (subset?.scalar !== undefined && /^[\w.-]+$/.test(subset.scalar.text)) {
    const url = `${page}/viewer/${subset.scalar.text}`;
    links.push({
      kind: 'web',
      span: subset.scalar.span,
      url,
      tooltip: 'Open the rows of the subset',
    });
  }
  return links;
}

/** The schema of a dataset that lies beside its templates, and so is the author's own. */
function schemaBeside(schema: SchemaLookup): string | undefined {
  if (schema.kind !== 'found' && schema.kind !== 'malformed') return undefined;
  return schema.origin.source === 'beside' ? schema.origin.path : undefined;
}

function* referenceLinks({
  file,
  text,
}: {
  readonly file: TemplateFile;
  readonly text: string;
}): Generator<DocumentLink> {
  for (const { reference } of file.templates) {
    const { scalar } = reference ?? {};
    if (scalar === undefined) continue;
    for (const { index, 0: found } of scalar.text.matchAll(/https?:\/\/[^\s<>"'`]+/g)) {
      const url = withoutPunctuation(found);
      const span = scalar.map.toDocument({ start: index, end: index + url.length });
      if (/[\r\n]/.test(text.slice(span.start, span.end)) || !URL.canParse(url)) continue;
      yield { kind: 'web', span, url, tooltip: 'Open the reference' };
    }
  }
}

/** What ends a sentence ends the URL as well; a bracket belongs to it where it is opened there. */
function withoutPunctuation(url: string): string {
  const [trimmed = ''] = /^.*?(?=[.,;:!?]*$)/.exec(url) ?? [];
  const isOpen = trimmed.endsWith(')') && !trimmed.includes('(');
  return isOpen ? withoutPunctuation(trimmed.slice(0, -1)) : trimmed;
}
