import { type ResolvedReference, resolveReferences } from '../analysis/resolve.ts';
import { scopeAt } from '../analysis/scope-at.ts';
import { type FeatureType, fieldsOf, pythonTypeOf } from '../analysis/types.ts';
import { formatFeaturePath, templateName } from '../dataset/feature-path.ts';
import type { LostColumn, LostColumns } from '../dataset/features.ts';
import type { Binding } from '../jinja/binding.ts';
import type { Span } from '../text/span.ts';
import { startsOfCalledNames } from './called-names.ts';
import { keySpan } from './key-span.ts';
import { lazily } from './lazily.ts';
import { misreadColumns } from './misread-columns.ts';
import { namedMembers } from './named-members.ts';
import { quotedList } from './quoted-list.ts';
import type { Report, Rule, Tell } from './rule.ts';
import { createSuggester, type SuggestName } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';
import { toleratedMembers } from './tolerated-members.ts';

export const unknownField: Rule = {
  id: 'unknown-field',
  severity: 'error',
  description:
    'Names in `jinja` and `answer_choices` are fields of the dataset or are bound in the text.',
  fix: 'writes the nearest field',
  checkTemplate({ texts, lost }, tell) {
    for (const text of texts) {
      if (text.types.features !== undefined) checkText(text, lost, tell);
    }
  },
};

function checkText(text: TemplateText, lost: ReadonlyMap<string, LostColumn>, tell: Tell): void {
  // Most texts name nothing unknown.
  const tolerated = lazily(() => toleratedMembers(text.types));
  const names = lazily(() => knownNames(text, lost));
  const called = lazily(() => startsOfCalledNames(text));
  const misread = lazily(() => offsetsIn(misreadColumns(text)));
  for (const reference of resolveReferences(text.types)) {
    const { resolution, span } = reference;
    const isUnknown = resolution.kind === 'unknown-name' || resolution.kind === 'unknown-member';
    if (!isUnknown || called().has(span.start) || misread().has(span.start)) continue;
    if (resolution.kind === 'unknown-name') {
      tell(reportName(text, reference, names()));
    } else if (!tolerated()(reference, resolution.owner)) {
      if (pythonTypeOf(resolution.owner) === 'dict')
        tell(reportMember(text, reference, resolution.owner, names().suggestName));
    }
  }
  for (const member of namedMembers(text.types)) {
    if (pythonTypeOf(member.owner) !== 'dict' || fieldsOf(member.owner).has(member.name)) continue;
    tell(reportMember(text, member, member.owner, names().suggestName));
  }
}

function offsetsIn(places: readonly { readonly span: Span }[]): ReadonlySet<number> {
  const offsets = new Set<number>();
  for (const { span } of places) {
    for (let offset = span.start; offset < span.end; offset += 1) offsets.add(offset);
  }
  return offsets;
}

/** What the messages of one text draw on. */
interface KnownNames {
  readonly suggestName: SuggestName;
  /** What a name at an offset of the text may have been meant to be. */
  readonly visibleAt: (offset: number) => readonly string[];
  /** Names that are bound somewhere in the text. */
  readonly bound: ReadonlyMap<string, Binding>;
  /** The columns as the end of a message. */
  readonly columnList: string;
  /** Columns that the dataset had earlier, by the names that templates use. */
  readonly lost: LostColumns;
}

function knownNames({ types }: TemplateText, lostColumns: LostColumns): KnownNames {
  const bound = new Map<string, Binding>();
  for (const binding of types.scopes.bindings) {
    if (binding.kind !== 'special' && !bound.has(binding.name)) bound.set(binding.name, binding);
  }
  const columns = [...(types.features?.keys() ?? [])].map(templateName);
  const columnList = columns.length === 0 ? '' : ` It has ${quotedList(columns)}.`;
  const lost = new Map([...lostColumns].map(([name, column]) => [templateName(name), column]));
  const namesAt = (offset: number) => scopeAt(types, offset).map(({ name }) => name);
  const everywhere = lazily(() => namesAt(0));
  const visibleAt = types.scopes.bindings.length === 0 ? everywhere : namesAt;
  return { suggestName: createSuggester(), visibleAt, bound, columnList, lost };
}

function reportName(
  text: TemplateText,
  { name, span }: ResolvedReference,
  { suggestName, visibleAt, bound, columnList, lost }: KnownNames,
): Report {
  const templateId = text.template.key;
  const place = toDocument(text, span);
  const hidden = bound.get(name);
  if (hidden !== undefined) {
    return { message: hiddenMessage(hidden, span.start), span: place, templateId };
  }
  if (name === 'answer_choices') {
    const message = '`answer_choices` is not known inside itself; write the choices out.';
    return { message, span: place, templateId };
  }
  const column = lost.get(name);
  if (column !== undefined) return { ...lostReport(name, column, place), templateId };
  const { hint, fix } = suggestName(name, () => visibleAt(span.start), place);
  const message = `\`${name}\` is not a field of this dataset.${hint || columnList}`;
  return { message, span: place, templateId, ...(fix && { fix }) };
}

/** A dataset that changed: the old name with the new ones, one of which may be meant now. */
function lostReport(name: string, { lastSeen, gained }: LostColumn, place: Span) {
  const day = new Date(lastSeen).toISOString().slice(0, 10);
  const names = gained.map(templateName);
  const news = names.length === 0 ? '' : ` New since then: ${quotedList(names)}.`;
  const message = `\`${name}\` is not a field of this dataset any more; it was on ${day}.${news}`;
  const [only, another] = names;
  if (only === undefined || another !== undefined) return { message, span: place };
  const edits = [{ span: place, newText: only }];
  return { message, span: place, fix: { title: `Replace by \`${only}\``, edits } };
}

function hiddenMessage({ name, kind, visibleIn }: Binding, offset: number): string {
  if (offset < visibleIn.start) {
    return `\`${name}\` is not set before this place; move the \`set\` up.`;
  }
  const isSet = kind === 'set' || kind === 'set-block';
  const where = isSet ? 'the block that sets it' : 'its block';
  return `\`${name}\` is known only inside ${where}; to carry a value out of a block, use a \`namespace()\`.`;
}

function reportMember(
  text: TemplateText,
  { name, span }: Pick<ResolvedReference, 'name' | 'span'>,
  owner: FeatureType,
  suggestName: SuggestName,
): Report {
  const place = toDocument(text, keySpan(text.tree, span, name));
  const fields = [...fieldsOf(owner).keys()];
  const { hint, fix } = suggestName(name, () => fields, place);
  const list = fields.length === 0 ? '' : ` It has ${quotedList(fields)}.`;
  const message = `\`${formatFeaturePath(owner.path)}\` has no field \`${name}\`.${hint || list}`;
  return { message, span: place, templateId: text.template.key, ...(fix && { fix }) };
}
