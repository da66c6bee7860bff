import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createCharsmapNormalizer } from '../../server/src/scoring/charsmap.ts';
import { openModelFolder } from '../../server/src/scoring/model-folder.ts';
import { createTokenizer } from '../../server/src/scoring/tokenizer.ts';
import { demoModel } from './support/model.ts';

interface RecordedTokens {
  readonly text: string;
  readonly ids: readonly number[];
}

const recorded: RecordedTokens[] = JSON.parse(
  readFileSync(new URL('recorded/tokens.json', import.meta.url), 'utf8'),
);

suite('tokenizer', async () => {
  const folder = await openModelFolder(demoModel);
  const tokenize = createTokenizer(folder);

  test('gives the ids of the Rust tokenizer for nasty strings', () => {
    assert.ok(recorded.length > 100);
    for (const { text, ids } of recorded) {
      assert.deepEqual(tokenize(text), ids, JSON.stringify(text));
    }
  });

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
    assert.throws(() => createTokenizer({ ...folder, tokenizer: { model: {} } }), {
      message: /^`tokenizer\.json` in `.*` cannot be used \(.*\)\. Copy it again/,
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
