import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { createCharsmapNormalizer } from '../../server/src/scoring/charsmap.ts';
import { openModelFolder } from '../../server/src/scoring/model-folder.ts';
import { createTokenizer } from '../../server/src/scoring/tokenizer.ts';
import { copyModel, useSpieceAlone } from './support/model.ts';

interface RecordedTokens {
  readonly text: string;
  readonly ids: readonly number[];
}

const recorded: RecordedTokens[] = JSON.parse(readRecorded('tokens.json'));

/** 2,000 lines, each with its ids. */
const lines: readonly RecordedTokens[] = readRecorded('lines.tsv')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [text = '', ids = ''] = line.split('\t');
    return { text, ids: ids.split(' ').map(Number) };
  });

for (const form of ['tokenizer.json', 'spiece.model']) {
  suite(`\`${form}\``, async () => {
    const path = copyModel({ after });
    if (form === 'spiece.model') {
      useSpieceAlone(path);
    }
    const tokenize = createTokenizer(await openModelFolder(path));

    test('gives the ids of the fast tokenizer of transformers for nasty strings', () => {
      assert.ok(recorded.length > 100);
      for (const { text, ids } of recorded) {
        assert.deepEqual(tokenize(text), ids, JSON.stringify(text));
      }
    });

    test('gives the ids of the fast tokenizer of transformers for 2,000 lines', () => {
      assert.equal(lines.length, 2000);
      for (const { text, ids } of lines) {
        assert.deepEqual(tokenize(text), ids, JSON.stringify(text));
      }
    });
  });
}

suite('`spiece.model`', () => {
  const refusals = {
    'that is cut off': (bytes: Buffer) => bytes.subarray(0, 100_000),
    'that is empty': () => Buffer.alloc(0),
    'that is something else': () => Buffer.from('<!doctype html>'),
  };
  for (const [what, damage] of Object.entries(refusals)) {
    test(`${what} is refused by its path`, async (context) => {
      const path = copyModel(context);
      useSpieceAlone(path);
      const file = join(path, 'spiece.model');
      writeFileSync(file, damage(readFileSync(file)));
      await assert.rejects(openModelFolder(path), {
        message: /^`.*spiece\.model` cannot be used \(.+\)\. Copy it again/,
      });
    });
  }
});

suite('tokenizer', async () => {
  const folder = await openModelFolder(copyModel({ after }));
  const tokenize = createTokenizer(folder);

  test('takes an unpaired surrogate for an unknown character', () => {
    assert.deepEqual(tokenize('a\ud800'), tokenize('a\ufffd'));
  });

  test('survives a word of a million characters', () => {
    assert.ok(tokenize('é'.repeat(1_000_000)).length > 1024);
  });

  test('of another model is refused', () => {
    const config = { ...folder.config, vocabularySize: 1000 };
    assert.throws(() => createTokenizer({ ...folder, config }), {
      message: /does not belong to this model: it has token ids up to 1799, but `vocab_size`/,
    });
  });

  test('without a vocabulary is refused by its file', () => {
    const tokenizer = { ...folder.tokenizer, description: { model: {} } };
    assert.throws(() => createTokenizer({ ...folder, tokenizer }), {
      message: /^`.*tokenizer\.json` cannot be used \(.*\)\. Copy it again/,
    });
  });
});

suite('precompiled charsmap', () => {
  test('that is damaged is refused', () => {
    const sizeBeyondEnd = Buffer.from([255, 255, 0, 0, 1, 2, 3]).toString('base64');
    assert.throws(() => createCharsmapNormalizer(sizeBeyondEnd), /charsmap is damaged/);
    assert.throws(() => createCharsmapNormalizer(''), /charsmap is damaged/);
  });
});

function readRecorded(name: string): string {
  return readFileSync(new URL(`recorded/${name}`, import.meta.url), 'utf8');
}
