import type { Features } from '../dataset/features.ts';
import type { Binding } from '../jinja/binding.ts';
import type { Expression, JinjaTemplate } from '../jinja/nodes.ts';
import { analyzeScopes, type Scopes } from '../jinja/scope.ts';
import type { Type } from './types.ts';

/** Which text of a prompt template is analysed: `answer_choices` are rendered before they are known as a name. */
export type TemplatePlace = 'jinja' | 'answer_choices';

/** One parsed template with what is known about the names in it. */
export interface TypeContext {
  readonly tree: JinjaTemplate;
  readonly scopes: Scopes;
  readonly place: TemplatePlace;
  /** The columns; absent when the schema is not known. */
  readonly features: Features | undefined;
  /** Types worked out so far. */
  readonly expressionTypes: Map<Expression, Type>;
  readonly bindingTypes: Map<Binding, Type>;
}

export function createTypeContext(
  tree: JinjaTemplate,
  features: Features | undefined,
  place: TemplatePlace,
): TypeContext {
  const scopes = analyzeScopes(tree);
  return { tree, scopes, place, features, expressionTypes: new Map(), bindingTypes: new Map() };
}
