import { typeNameOf } from '../python/types.ts';
import type { Value } from '../python/value.ts';

/** What messages call a value, such as `dict object`; Jinja2 3.1.6 utils.object_type_repr. */
export function objectTypeName(value: Value): string {
  if (value === null) return 'None';
  const typeName = typeNameOf(value);
  const module = jinjaModules.get(typeName);
  return module === undefined ? `${typeName} object` : `${module}.${typeName} object`;
}

/** Where Python defines the classes that are not builtins. */
const jinjaModules: ReadonlyMap<string, string> = new Map([
  ['_GroupTuple', 'jinja2.filters'],
  ['Undefined', 'jinja2.runtime'],
  ['LoopContext', 'jinja2.runtime'],
  ['Macro', 'jinja2.runtime'],
  ['BlockReference', 'jinja2.runtime'],
  ['TemplateReference', 'jinja2.runtime'],
  ['TemplateModule', 'jinja2.environment'],
  ['Namespace', 'jinja2.utils'],
  ['Cycler', 'jinja2.utils'],
  ['Joiner', 'jinja2.utils'],
  ['Markup', 'markupsafe'],
]);
