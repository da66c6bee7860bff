import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import type { YamlValue } from '../template/template-file.ts';
import { writeValue } from './edit-entry.ts';
import type { MisreadValue } from './misread-values.ts';
import type { Fix } from './rule.ts';

/** The value in the type that its key expects, where it is plain what is meant. */
export function mendType(document: string, misread: MisreadValue): Fix | undefined {
  const { key, expected, entry } = misread;
  if (entry === undefined) return undefined;
  switch (expected) {
    case 'true, false or null': {
      const meant = truthOf(entry.value);
      return fix(`Write \`${meant}\``, writeValue(document, entry, meant));
    }
    case 'a list of text':
      return listed(document, misread);
    case 'text':
    case 'text or null':
      return key === 'answer_choices' ? joined(document, misread) : undefined;
    case 'any':
      return undefined;
  }
}

function fix(title: string, edit: Fix['edits'][number]): Fix {
  return { title, edits: [edit] };
}

/** What is neither yes nor no is not known yet. */
function truthOf(value: YamlValue): 'true' | 'false' | 'null' {
  const written = value.type === 'str' ? value.text : value.type === 'int' ? `${value.value}` : '';
  if (/^\s*(true|yes|y|on|1)\s*$/i.test(written)) return 'true';
  return /^\s*(false|no|n|off|0)\s*$/i.test(written) ? 'false' : 'null';
}

/** One text becomes a list with it. */
function listed(document: string, { entry }: MisreadValue): Fix | undefined {
  if (entry?.value.type !== 'str' || !/^[\w -]+$/.test(entry.value.text)) return undefined;
  const { start, end } = entry.valueSpan;
  const list = `[${document.slice(start, end)}]`;
  return fix(`Write \`${list}\``, writeValue(document, entry, list));
}

/** A list of choices becomes their text. */
function joined(document: string, { entry }: MisreadValue): Fix | undefined {
  if (entry?.value.type !== 'list') return undefined;
  const choices = entry.value.items.map(({ scalar }) => scalar?.text.trim());
  if (choices.length === 0 || choices.some((text) => !text || text.includes('|||')))
    return undefined;
  const start = document.indexOf(':', entry.keySpan.end) + 1;
  const text = choices.join(' ||| ');
  const written = dumpScalarAt(`${document.slice(0, start)} `, start + 1, text);
  return fix(`Write \`${text}\``, writeValue(document, entry, written));
}
