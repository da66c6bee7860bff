import type { Features } from '../dataset/features.ts';
import type { Binding } from '../jinja/binding.ts';
import type { Expression, JinjaNode, JinjaTemplate } from '../jinja/nodes.ts';
import { analyzeScopes, type Scopes } from '../jinja/scope.ts';
import { walk } from '../jinja/visit.ts';
import type { Type } from './types.ts';

/** Which text of a prompt template is analysed: `answer_choices` are rendered before they are known as a name. */
export type TemplatePlace = 'jinja' | 'answer_choices';

/** One parsed template with what is known about the names in it. */
export interface TypeContext {
  readonly tree: JinjaTemplate;
  /** Every node of the tree, parents before children, in the order of the source. */
  readonly nodes: readonly JinjaNode[];
  /** The same, for those who look for some of them: {@link nodesOf}. */
  readonly nodesByKind: ReadonlyMap<JinjaNode['kind'], readonly JinjaNode[]>;
  readonly scopes: Scopes;
  readonly place: TemplatePlace;
  /** The columns; absent when the schema is not known. */
  readonly features: Features | undefined;
  /** Types worked out so far. */
  readonly expressionTypes: Map<Expression, Type>;
  readonly bindingTypes: Map<Binding, Type>;
}

/** The context of a text, worked out once: as long as the parsed text lives and the columns stay the same. */
export function typeContextOf(
  tree: JinjaTemplate,
  features: Features | undefined,
  place: TemplatePlace,
): TypeContext {
  const known = contexts.get(tree);
  if (known !== undefined && known.features === features && known.place === place) return known;
  const context = createTypeContext(tree, features, place);
  contexts.set(tree, context);
  return context;
}

const contexts = new WeakMap<JinjaTemplate, TypeContext>();

export function createTypeContext(
  tree: JinjaTemplate,
  features: Features | undefined,
  place: TemplatePlace,
): TypeContext {
  const nodes = walk(tree.body);
  return {
    tree,
    nodes,
    nodesByKind: byKind(nodes),
    scopes: analyzeScopes(tree),
    place,
    features,
    expressionTypes: new Map(),
    bindingTypes: new Map(),
  };
}

function byKind(nodes: readonly JinjaNode[]): ReadonlyMap<JinjaNode['kind'], readonly JinjaNode[]> {
  const found = new Map<JinjaNode['kind'], JinjaNode[]>();
  for (const node of nodes) {
    const known = found.get(node.kind);
    if (known === undefined) found.set(node.kind, [node]);
    else known.push(node);
  }
  return found;
}

/** The nodes of a kind, in the order of the source. */
export function nodesOf<Kind extends JinjaNode['kind']>(
  { nodesByKind }: TypeContext,
  kind: Kind,
): readonly NodeOf<Kind>[] {
  return (nodesByKind.get(kind) ?? []) as readonly NodeOf<Kind>[];
}

export type NodeOf<Kind extends JinjaNode['kind']> = Extract<JinjaNode, { kind: Kind }>;
