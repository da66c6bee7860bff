import { type ResolvedReference, resolveMember, resolveName } from '../analysis/resolve.ts';
import { knownFeatures, type Snapshot } from '../analysis/snapshot.ts';
import { type TypeContext, typeContextOf } from '../analysis/type-context.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { findTest } from '../jinja/builtins/tests.ts';
import type { JinjaNode, JinjaTemplate } from '../jinja/nodes.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { type Span, touches } from '../text/span.ts';
import { languageName } from './completion/vocabulary.ts';
import { describeBuiltin } from './describe-builtin.ts';
import { describeMetric } from './describe-metric.ts';
import { describeDataset, describeReference } from './describe-reference.ts';
import { describeTag } from './describe-tag.ts';
import { type DocumentPath, documentPathAt, ownerOf } from './document-path.ts';
import { nodesAround } from './jinja-path.ts';
import { describeKey } from './prompt-keys.ts';

export interface HoverText {
  readonly kind: 'text';
  readonly span: Span;
  readonly markdown: string;
}

/** The caller renders the template and shows the result. */
export interface TemplateHover {
  readonly kind: 'template';
  readonly span: Span;
  readonly template: PromptTemplate;
}

export type Hover = HoverText | TemplateHover;

/** What is to be said about the place; `undefined` for nothing. */
export function hover(snapshot: Snapshot, offset: number): Hover | undefined {
  return hoverJinja(snapshot, offset) ?? hoverFile(snapshot, offset);
}

function hoverJinja(snapshot: Snapshot, offset: number): HoverText | undefined {
  for (const template of snapshot.file.templates) {
    if (!touches(template.span, offset)) {
      continue;
    }
    const { jinja, answerChoices, jinjaTree, answerChoicesTree } = template;
    const places = [
      { place: 'jinja', scalar: jinja?.scalar, tree: jinjaTree },
      { place: 'answer_choices', scalar: answerChoices?.scalar, tree: answerChoicesTree },
    ] as const;
    for (const { place, scalar, tree } of places) {
      const decoded = scalar?.map.toDecoded(offset);
      if (scalar !== undefined && tree !== undefined && decoded !== undefined) {
        const types = typeContextOf(tree, knownFeatures(snapshot), place);
        const found = describeNode(snapshot, tree, types, decoded);
        if (found === undefined) return undefined;
        const span = scalar.map.toDocument(found.span);
        // The indent of a folded line stands for a blank, beside which a word may end on the line above.
        return touches(span, offset) ? { kind: 'text', ...found, span } : undefined;
      }
    }
  }
  return undefined;
}

interface Described {
  readonly span: Span;
  readonly markdown: string;
}

function describeNode(
  snapshot: Snapshot,
  tree: JinjaTemplate,
  types: TypeContext,
  offset: number,
): Described | undefined {
  const path = nodesAround(tree, { start: offset, end: offset });
  const node = path.at(-1);
  switch (node?.kind) {
    case 'filter':
      return describeNamed(node, offset, findFilter(node.name.name));
    case 'test':
      return describeNamed(node, offset, findTest(node.name.name));
    default: {
      const reference = node && referenceAt(node, path.at(-2), types);
      return reference && touches(reference.span, offset)
        ? describeReference(snapshot, reference)
        : describeWord(tree, types.place, offset);
    }
  }
}

/** The first word of a tag, or the separator, which stand in no node of their own. */
function describeWord(
  { source }: JinjaTemplate,
  place: TypeContext['place'],
  offset: number,
): Described | undefined {
  for (const { index, 0: whole, 1: word } of source.matchAll(/\{%[-+]?\s*(\w+)|\|\|\|/g)) {
    const end = index + whole.length;
    const span = { start: end - (word ?? whole).length, end };
    if (!touches(span, offset)) continue;
    const markdown = word === undefined ? separatorDescriptions[place] : describeTag(word);
    return markdown === undefined ? undefined : { span, markdown };
  }
  return undefined;
}

const separatorDescriptions: Readonly<Record<TypeContext['place'], string>> = {
  jinja: 'Ends the input; the target follows. Blanks around it are dropped.',
  answer_choices: 'Ends a choice; the next one follows. Blanks around it are dropped.',
};

function describeNamed(
  node: JinjaNode & { kind: 'filter' | 'test' },
  offset: number,
  builtin: ReturnType<typeof findFilter>,
): Described | undefined {
  if (builtin === undefined || !touches(node.name.span, offset)) {
    return undefined;
  }
  const { name, signature } = builtin;
  const markdown = `\`${name}${signature}\` (${node.kind})\n\n${describeBuiltin(builtin)}`;
  return { span: node.name.span, markdown };
}

function referenceAt(
  node: JinjaNode,
  parent: JinjaNode | undefined,
  types: TypeContext,
): ResolvedReference | undefined {
  switch (node.kind) {
    case 'name': {
      const reference = types.scopes.referenceByNode.get(node);
      return reference && resolveName(reference, types);
    }
    case 'attribute':
      return resolveMember(node, types);
    case 'string':
      return parent?.kind === 'item' && parent.index === node
        ? resolveMember(parent, types)
        : undefined;
    default:
      return undefined;
  }
}

function hoverFile(snapshot: Snapshot, offset: number): Hover | undefined {
  const path = documentPathAt(snapshot.file, { start: offset, end: offset });
  const entry = path?.entries.at(-1);
  if (path === undefined || entry === undefined) {
    return undefined;
  }
  const template = templateAt(snapshot, path);
  if (template !== undefined) {
    return { kind: 'template', span: path.isKey ? entry.keySpan : entry.valueSpan, template };
  }
  if (path.isKey) {
    return hoverKey(path);
  }
  if (entry.key === 'dataset' && path.entries.length === 1) {
    return { kind: 'text', span: entry.valueSpan, markdown: describeDataset(snapshot) };
  }
  return hoverItem(path);
}

/** On the key of a template, and on the line of its name. */
function templateAt({ file }: Snapshot, { entries, isKey }: DocumentPath) {
  const [, ofTemplate, inTemplate] = entries;
  const isOnTemplate =
    (entries.length === 2 && isKey) || (entries.length === 3 && inTemplate?.key === 'name');
  return isOnTemplate && entries[0]?.key === 'templates'
    ? file.templates.find(({ keySpan }) => keySpan.start === ofTemplate?.keySpan.start)
    : undefined;
}

function hoverKey(path: DocumentPath): HoverText | undefined {
  const entry = path.entries.at(-1);
  const owner = ownerOf(path);
  const described = owner && entry && describeKey(owner, entry.key);
  return (
    described && {
      kind: 'text',
      span: entry.keySpan,
      markdown: `\`${described.key}\`: ${described.type}\n\n${described.documentation}`,
    }
  );
}

/** A language or a metric. */
function hoverItem({ entries, item }: DocumentPath): HoverText | undefined {
  if (entries.length !== 4 || item?.value.type !== 'str') return undefined;
  const markdown = describeItem(entries.at(-1)?.key, item.value.text);
  return markdown === undefined ? undefined : { kind: 'text', span: item.span, markdown };
}

function describeItem(key: string | undefined, text: string): string | undefined {
  if (key === 'metrics') return describeMetric(text);
  return key === 'languages' && /^[a-z]{2}$/.test(text) ? languageName(text) : undefined;
}
