import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { nearestName } from '../../server/src/text/suggest.ts';

suite('nearest name', () => {
  const filters = ['length', 'lower', 'upper', 'replace', 'reverse'];

  test('a missing, a wrong and a swapped letter each count as one edit', () => {
    assert.equal(nearestName('lenght', filters), 'length');
    assert.equal(nearestName('lengt', filters), 'length');
    assert.equal(nearestName('uppar', filters), 'upper');
  });

  test('a word that is nothing like the others has no nearest name', () => {
    assert.equal(nearestName('tokenize', filters), undefined);
    assert.equal(nearestName('x', ['y']), undefined);
  });

  test('a difference in case alone is nearer than any other', () => {
    assert.equal(nearestName('Label', ['labels', 'label']), 'label');
  });

  test('the word itself is no suggestion', () => {
    assert.equal(nearestName('lower', ['lower']), undefined);
  });

  test('of equally near names the order of the candidates does not decide', () => {
    assert.equal(nearestName('text', ['texts', 'next']), nearestName('text', ['next', 'texts']));
  });
});
