import assert from 'node:assert/strict';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { ScalarSource } from '../../server/src/template/scalar-source.ts';

/** A scalar together with the document that it stands in. */
export interface ReadScalar extends ScalarSource {
  readonly document: string;
}

/** The value of the document's first key. */
export function readScalar(document: string): ReadScalar {
  const scalar = parseTemplateFile(document).file.entries[0]?.scalar;
  assert.ok(scalar, 'the first value is a scalar');
  return { ...scalar, document };
}

/** The raw text behind the first occurrence of decoded text. */
export function rawOf(scalar: ReadScalar, decoded: string): string {
  const start = scalar.text.indexOf(decoded);
  assert.notEqual(start, -1, 'the decoded text is there');
  const span = scalar.map.toDocument({ start, end: start + decoded.length });
  return scalar.document.slice(span.start, span.end);
}
