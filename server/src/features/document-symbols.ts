import type { Snapshot } from '../analysis/snapshot.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { nameOf } from '../template/template-name.ts';
import type { Span } from '../text/span.ts';

export interface FileSymbol {
  readonly kind: 'template' | 'key';
  readonly name: string;
  readonly detail?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly FileSymbol[];
}

/** The outline: templates by name, with their keys. */
export function documentSymbols({ file }: Snapshot): readonly FileSymbol[] {
  return file.templates.map(toSymbol);
}

function toSymbol(template: PromptTemplate): FileSymbol {
  return {
    kind: 'template',
    name: nameOf(template),
    detail: template.key,
    span: template.span,
    nameSpan: template.keySpan,
    children: template.entries.flatMap(({ key, keySpan, valueSpan }) =>
      key === ''
        ? []
        : [
            {
              kind: 'key',
              name: key,
              span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
              nameSpan: keySpan,
              children: [],
            },
          ],
    ),
  };
}
