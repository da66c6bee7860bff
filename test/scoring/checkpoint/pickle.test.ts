import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readPickle } from '../../../server/src/scoring/checkpoint/pickle.ts';

const allowed = new Set(['torch.rebuild']);

function read(text: string) {
  return readPickle(Buffer.from(text, 'latin1'), allowed);
}

suite('a pickle', () => {
  test('gives numbers, strings and constants', () => {
    assert.equal(read('\x80\x02K\x07.'), 7);
    assert.equal(read('\x80\x02M\x00\x01.'), 256);
    assert.equal(read('\x80\x02J\xff\xff\xff\xff.'), -1);
    assert.equal(read('\x80\x02\x8a\x05\x00\x00\x00\x00\x01.'), 2 ** 32);
    assert.equal(read('\x80\x02X\x02\x00\x00\x00\xc3\xa9.'), 'é');
    assert.equal(read('\x80\x02G\x3f\xe0\x00\x00\x00\x00\x00\x00.'), 0.5);
    assert.equal(read('\x80\x02N.'), null);
  });

  test('gives a call of an allowed name as a value', () => {
    assert.deepEqual(read('ctorch\nrebuild\n(K\x01K\x02tR.'), {
      kind: 'call',
      name: 'torch.rebuild',
      arguments: [1, 2],
    });
  });

  test('gives an ordered dictionary as a dictionary, without the state that hangs on it', () => {
    assert.deepEqual(read('ccollections\nOrderedDict\n)R(K\x01K\x02u}b.'), {
      kind: 'dict',
      entries: new Map([[1, 2]]),
    });
  });

  test('recalls what it remembered', () => {
    assert.deepEqual(read('(K\x05q\x00h\x00t.'), { kind: 'list', items: [5, 5] });
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['a command', 'cos\nsystem\n(X\x02\x00\x00\x00lstR.', /^it asks for `os\.system`$/],
    ['an evaluation', 'cbuiltins\neval\n(tR.', /^it asks for `builtins\.eval`$/],
    ['a name from the stack', '\x8c\x02os\x8c\x06system\x93.', /^it asks for `os\.system`$/],
    ['a part of an allowed name', 'ctorch\nrebuild.f\n.', /^it asks for `torch\.rebuild\.f`$/],
    ['an instance', '(ios\nsystem\n.', /^it has the instruction 0x69$/],
    ['a new object', 'ctorch\nrebuild\n)\x81.', /^it has the instruction 0x81$/],
    ['an extension', '\x82\x01.', /^it has the instruction 0x82$/],
    ['a call of a call', 'ctorch\nrebuild\n)R)R.', /^it calls what is no name$/],
    ['a call without a list', 'ctorch\nrebuild\nK\x01R.', /^it calls what is no name$/],
    ['the state of a call', 'ctorch\nrebuild\n)R}b.', /^it sets the state of an object$/],
    ['a dictionary from a call', 'ccollections\nOrderedDict\n(K\x01tR.', /^it gives arguments to/],
    ['an end within a number', 'J\x01.', /^it is cut off$/],
    ['an end within a name', 'cos', /^it is cut off$/],
    ['no end', 'K\x01', /^it is cut off$/],
    ['nothing', '', /^it is cut off$/],
    ['an empty stack', '.', /^it is damaged$/],
    ['a value from before a mark', 'K\x01(K\x02\x86.', /^it is damaged$/],
    ['a mark that is missing', 't.', /^it is damaged$/],
    ['a slot that is empty', 'h\x03.', /^it is damaged$/],
    ['a number of 255 bytes', `\x8a\xff${'\x01'.repeat(255)}.`, /^it has a number beyond/],
    ['half an item', '}(K\x01u.', /^it sets items of what is no dictionary$/],
  ];
  for (const [what, text, says] of refused) {
    test(`with ${what} is refused`, () => {
      assert.throws(() => read(text), { message: says });
    });
  }
});
