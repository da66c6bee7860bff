import type { JinjaTemplate } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import { type Span, shiftSpan } from '../text/span.ts';
import { findEntry } from './file-shape.ts';
import type { Entry, MappingValue, PromptTemplate } from './template-file.ts';

/** The template that an entry of the mapping `templates` holds. */
export function readTemplate(text: string, entry: Entry): PromptTemplate {
  return new EntryTemplate(entry, spanOfTemplate(text, entry), new ParsedTexts(bodyOf(entry)));
}

/** A template that was read before, and stands elsewhere now: under this entry, which says the same. */
export function moveTemplate(template: PromptTemplate, entry: Entry): PromptTemplate {
  const span = shiftSpan(template.span, entry.keySpan.start - template.keySpan.start);
  const { identity } = template;
  const texts = identity instanceof ParsedTexts ? identity : new ParsedTexts(bodyOf(entry));
  return new EntryTemplate(entry, span, texts);
}

/** Key and body of a template. */
export function spanOfTemplate(text: string, entry: Entry): Span {
  const start = Math.min(entry.keySpan.start, entry.valueSpan.start);
  const end = Math.max(entry.keySpan.end, entry.valueSpan.end);
  // A template that `<<` merges has its body elsewhere.
  if (start !== entry.keySpan.start) return entry.keySpan;
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** What stays as it is while a template only moves; parsed when asked for, since a preview is not to wait for it. */
class ParsedTexts {
  readonly tag: string | null;
  readonly #body: MappingValue | undefined;
  #jinja: JinjaTemplate | null | undefined;
  #answerChoices: JinjaTemplate | null | undefined;

  constructor(body: MappingValue | undefined) {
    this.tag = body?.tag ?? null;
    this.#body = body;
  }

  get jinja(): JinjaTemplate | undefined {
    if (this.#jinja === undefined) this.#jinja = this.#parse('jinja');
    return this.#jinja ?? undefined;
  }

  get answerChoices(): JinjaTemplate | undefined {
    if (this.#answerChoices === undefined) this.#answerChoices = this.#parse('answer_choices');
    return this.#answerChoices ?? undefined;
  }

  #parse(key: string): JinjaTemplate | null {
    const value = findEntry(this.#body?.entries ?? [], key)?.value;
    return value?.type === 'str' ? parseTemplate(value.text) : null;
  }
}

/** Looks its parts up when they are asked for: most templates of a long file only move while one is written. */
class EntryTemplate implements PromptTemplate {
  readonly span: Span;
  readonly identity: ParsedTexts;
  readonly #entry: Entry;

  constructor(entry: Entry, span: Span, texts: ParsedTexts) {
    this.#entry = entry;
    this.span = span;
    this.identity = texts;
  }

  get tag(): string | null {
    return this.identity.tag;
  }

  get jinjaTree(): JinjaTemplate | undefined {
    return this.identity.jinja;
  }

  get answerChoicesTree(): JinjaTemplate | undefined {
    return this.identity.answerChoices;
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
