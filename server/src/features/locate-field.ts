import type { FeaturePath } from '../dataset/feature-path.ts';
import { composeYaml } from '../template/pyyaml/compose.ts';
import type { NodePair, YamlNode } from '../template/pyyaml/node.ts';
import type { Span } from '../text/span.ts';

/**
 * The key of a field in the text of a schema file, which is JSON and so YAML as well: the nearest key of each name below
 * the one before. The start of the file where it is not found.
 */
export function locateField(text: string, path: FeaturePath, subset: string | null): Span {
  let node = composeYaml(text).root?.node;
  let span: Span = { start: 0, end: 0 };
  for (const name of [subset ?? 'default', 'features']) {
    node = (node && findKey(node, name))?.value.node ?? node;
  }
  for (const step of path) {
    if (step.kind === 'item') continue;
    const pair = node && findKey(node, step.name);
    if (pair === undefined) return span;
    node = pair.value.node;
    span = { start: pair.key.span.start, end: pair.key.span.end };
  }
  return span;
}

/** The key of that name that is nested least. */
function findKey(root: YamlNode, name: string): NodePair | undefined {
  let level: readonly YamlNode[] = [root];
  while (level.length > 0) {
    const pairs = level.flatMap((node) => (node.kind === 'mapping' ? node.pairs : []));
    const found = pairs.find(
      ({ key }) => key.node.kind === 'scalar' && key.node.source.text === name,
    );
    if (found !== undefined) return found;
    const items = level.flatMap((node) => (node.kind === 'sequence' ? node.items : []));
    level = [...pairs.map(({ value }) => value.node), ...items.map(({ node }) => node)];
  }
  return undefined;
}
