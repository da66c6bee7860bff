import type { JinjaTemplate } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import { type Span, shiftSpan } from '../text/span.ts';
import { findEntry } from './file-shape.ts';
import type { Entry, MappingValue, PromptTemplate } from './template-file.ts';

/** The template that an entry of the mapping `templates` holds. */
export function readTemplate(text: string, entry: Entry): PromptTemplate {
  const body = bodyOf(entry);
  return new EntryTemplate(entry, {
    span: spanOfTemplate(text, entry),
    tag: body?.tag ?? null,
    jinjaTree: parseText(body, 'jinja'),
    answerChoicesTree: parseText(body, 'answer_choices'),
    identity: {},
  });
}

/** A template that was read before, and stands elsewhere now: under this entry, which says the same. */
export function moveTemplate(template: PromptTemplate, entry: Entry): PromptTemplate {
  const { tag, jinjaTree, answerChoicesTree, identity } = template;
  const span = shiftSpan(template.span, entry.keySpan.start - template.keySpan.start);
  return new EntryTemplate(entry, { span, tag, jinjaTree, answerChoicesTree, identity });
}

/** Key and body of a template. */
export function spanOfTemplate(text: string, entry: Entry): Span {
  const start = Math.min(entry.keySpan.start, entry.valueSpan.start);
  const end = Math.max(entry.keySpan.end, entry.valueSpan.end);
  // A template that `<<` merges has its body elsewhere.
  if (start !== entry.keySpan.start) return entry.keySpan;
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

type Known = Pick<PromptTemplate, 'span' | 'tag' | 'jinjaTree' | 'answerChoicesTree' | 'identity'>;

/** Looks its parts up when they are asked for: most templates of a long file only move while one is written. */
class EntryTemplate implements PromptTemplate {
  readonly span: Span;
  readonly tag: string | null;
  readonly jinjaTree: JinjaTemplate | undefined;
  readonly answerChoicesTree: JinjaTemplate | undefined;
  readonly identity: object;
  readonly #entry: Entry;

  constructor(entry: Entry, known: Known) {
    this.#entry = entry;
    this.span = known.span;
    this.tag = known.tag;
    this.jinjaTree = known.jinjaTree;
    this.answerChoicesTree = known.answerChoicesTree;
    this.identity = known.identity;
  }

  get key(): string {
    return this.#entry.key;
  }

  get keySpan(): Span {
    return this.#entry.keySpan;
  }

  get tagSpan(): Span | undefined {
    return bodyOf(this.#entry)?.tagSpan;
  }

  get entries(): readonly Entry[] {
    return bodyOf(this.#entry)?.entries ?? [];
  }

  get id(): Entry | undefined {
    return this.#find('id');
  }

  get name(): Entry | undefined {
    return this.#find('name');
  }

  get reference(): Entry | undefined {
    return this.#find('reference');
  }

  get jinja(): Entry | undefined {
    return this.#find('jinja');
  }

  get answerChoices(): Entry | undefined {
    return this.#find('answer_choices');
  }

  get metadata(): Entry | undefined {
    return this.#find('metadata');
  }

  #find(key: string): Entry | undefined {
    return findEntry(this.entries, key);
  }
}

function bodyOf({ value }: Entry): MappingValue | undefined {
  return value.type === 'mapping' ? value : undefined;
}

function parseText(body: MappingValue | undefined, key: string): JinjaTemplate | undefined {
  const value = findEntry(body?.entries ?? [], key)?.value;
  return value?.type === 'str' ? parseTemplate(value.text) : undefined;
}
