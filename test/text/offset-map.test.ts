import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { copiedFrom, type OffsetMap, OffsetMapBuilder } from '../../server/src/text/offset-map.ts';

suite('offset map', () => {
  test('text that is written as it is maps unit for unit', () => {
    const map = twoLines();
    assert.deepEqual(map.toDocument({ start: 1, end: 3 }), { start: 11, end: 13 });
    assert.equal(map.toDecoded(12), 2);
  });

  test('a text that is written as it is as a whole has a map of its own, which is the same', () => {
    const content = { start: 10, end: 14 };
    const builder = new OffsetMapBuilder();
    builder.copy(10, 4);
    for (const distance of [0, 3]) {
      const [built, copied] = [builder.build(content), copiedFrom(content)].map((map) =>
        map.shift(distance),
      );
      for (let start = 0; start <= 6; start += 1) {
        for (let end = start; end <= 6; end += 1) {
          const span = { start, end };
          assert.deepEqual(copied?.toDocument(span), built?.toDocument(span));
        }
        const offset = 8 + start + distance;
        assert.equal(copied?.toDecoded(offset), built?.toDecoded(offset));
      }
    }
  });

  test('an escape maps as a whole, from each place inside it', () => {
    const map = twoLines();
    assert.deepEqual(map.toDocument({ start: 3, end: 4 }), { start: 13, end: 17 });
    assert.deepEqual(
      [13, 14, 16].map((offset) => map.toDecoded(offset)),
      [3, 3, 3],
    );
  });

  test('both units of an escaped astral character map to the whole escape', () => {
    const builder = new OffsetMapBuilder();
    builder.replace({ start: 1, end: 11 }, 2);
    const map = builder.build({ start: 1, end: 11 });
    assert.deepEqual(map.toDocument({ start: 0, end: 1 }), { start: 1, end: 11 });
    assert.deepEqual(map.toDocument({ start: 1, end: 2 }), { start: 1, end: 11 });
  });

  test('a span over a gap covers the gap, and a place in the gap is the start of what follows', () => {
    const map = twoLines();
    assert.deepEqual(map.toDocument({ start: 3, end: 6 }), { start: 13, end: 22 });
    assert.equal(map.toDecoded(18), 4);
  });

  test('an empty span stays empty, also at the end of the text', () => {
    const map = twoLines();
    assert.deepEqual(map.toDocument({ start: 4, end: 4 }), { start: 20, end: 20 });
    assert.deepEqual(map.toDocument({ start: 6, end: 6 }), { start: 22, end: 22 });
  });

  test('a document offset outside the content belongs to no decoded text', () => {
    const map = twoLines();
    assert.equal(map.toDecoded(9), undefined);
    assert.equal(map.toDecoded(22), 6);
    assert.equal(map.toDecoded(23), undefined);
  });

  test('an empty text maps to the place where its content would stand', () => {
    const map = new OffsetMapBuilder().build({ start: 5, end: 5 });
    assert.deepEqual(map.toDocument({ start: 0, end: 0 }), { start: 5, end: 5 });
    assert.equal(map.toDecoded(5), 0);
  });
});

/** `abc` at 10, an escape of one unit at 13 to 17, nothing up to 20, then `de`. */
function twoLines(): OffsetMap {
  const builder = new OffsetMapBuilder();
  builder.copy(10, 1);
  builder.copy(11, 2);
  builder.replace({ start: 13, end: 17 }, 1);
  builder.copy(20, 2);
  return builder.build({ start: 10, end: 22 });
}
