import { PyError } from '../python/errors.ts';
import { capitalize } from '../python/letter-case.ts';
import { chargeSize } from '../python/limits.ts';
import { intArgument } from '../python/methods/sequence-arguments.ts';
import { truth } from '../python/truth.ts';
import type { Value } from '../python/value.ts';
import { Markup } from './markup.ts';
import { NativeFunction } from './native-function.ts';
import type { RandomSource } from './random-source.ts';
import type { Signature } from './signature.ts';

/** `lipsum(n, html, min, max)`: paragraphs of dummy text, drawn from the source. */
export function lipsum(random: RandomSource): NativeFunction {
  return new NativeFunction(
    signature,
    (n: Value = 5, html: Value = true, min: Value = 20, max: Value = 100) => {
      const paragraphs: string[] = [];
      let size = 0;
      for (let count = intArgument(n); count > 0; count = Number(count) - 1) {
        const paragraph = writeParagraph(random, wordCount(random, min, max));
        size += paragraph.length;
        chargeSize(size);
        paragraphs.push(paragraph);
      }
      if (!truth(html)) return paragraphs.join('\n\n');
      return new Markup(paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'));
    },
  );
}

const signature: Signature = {
  name: 'generate_lorem_ipsum',
  required: [],
  optional: ['n', 'html', 'min', 'max'],
};

/** Python's `randrange(min, max)`. */
function wordCount(random: RandomSource, min: Value, max: Value): number {
  const [start, stop] = [Number(intArgument(min)), Number(intArgument(max))];
  if (stop > start) return start + random.below(stop - start);
  const message = `empty range for randrange() (${start}, ${stop}, ${stop - start})`;
  throw new PyError('ValueError', message);
}

/** Sentences of random words, with a comma now and then and a full stop at the end. */
function writeParagraph(random: RandomSource, wordCount: number): string {
  const between = (start: number, stop: number) => start + random.below(stop - start);
  // A word is about eight characters with its blank.
  chargeSize(wordCount * 8);
  const text: string[] = [];
  let [last, startsSentence, lastComma, lastStop] = ['', true, 0, 0];
  for (let index = 0; index < wordCount; index += 1) {
    const word = otherWord(random, last);
    last = word;
    let written = startsSentence ? capitalize(word) : word;
    startsSentence = false;
    if (index - between(3, 8) > lastComma) {
      lastComma = index;
      lastStop += 2;
      written += ',';
    }
    if (index - between(10, 20) > lastStop) {
      lastComma = index;
      lastStop = index;
      written += '.';
      startsSentence = true;
    }
    text.push(written);
  }
  return endWithStop(text.join(' '));
}

function otherWord(random: RandomSource, last: string): string {
  for (;;) {
    const word = words[random.below(words.length)] ?? '';
    if (word !== last) return word;
  }
}

function endWithStop(text: string): string {
  if (text.endsWith('.')) return text;
  return `${text.replace(/,$/, '')}.`;
}

/** The words of the printers' dummy text. */
const words: readonly string[] = (
  'ad adipiscing aliqua aliquip amet anim aute cillum commodo consectetur consequat culpa ' +
  'cupidatat deserunt do dolor dolore duis ea eiusmod elit enim esse est et eu ex excepteur ' +
  'exercitation fugiat id in incididunt ipsum irure labore laboris laborum lorem magna minim ' +
  'mollit nisi non nostrud nulla occaecat officia pariatur proident qui quis reprehenderit sed ' +
  'sint sit sunt tempor ullamco ut velit veniam voluptate'
).split(' ');
