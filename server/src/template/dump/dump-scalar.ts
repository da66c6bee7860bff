import { EmitterStream } from './emitter-stream.ts';
import { writeScalar } from './write-scalar.ts';

/** A text as PyYAML would write it as a value at the offset of a document, behind a key and a blank. */
export function dumpScalarAt(document: string, offset: number, text: string): string {
  const lineStart = document.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^(?: |- )*/.exec(document.slice(lineStart, offset))?.[0].length ?? 0;
  const stream = new EmitterStream({ indent, column: offset - lineStart - 1 });
  stream.indented('scalar', () =>
    writeScalar(stream, { kind: 'scalar', type: 'str', text }, false),
  );
  // The blank behind the colon is there already.
  return stream.text.slice(1);
}
