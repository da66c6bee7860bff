import { refuse } from './syntax-error.ts';
import type { TokenReader } from './token-reader.ts';
import type { TagToken } from './tokens.ts';

/** What the handles of a document's tags stand for. */
export type TagHandles = ReadonlyMap<string, string>;

/** The prefix of YAML's own types: `!!int` is `tag:yaml.org,2002:int`. */
export const YAML_TAG_PREFIX = 'tag:yaml.org,2002:';

const DEFAULT_HANDLES: TagHandles = new Map([
  ['!', '!'],
  ['!!', YAML_TAG_PREFIX],
]);

/** Goes over the directives before a document. */
export function takeDirectives(tokens: TokenReader): TagHandles {
  const handles = new Map<string, string>();
  let hasVersion = false;
  for (;;) {
    const token = tokens.takeIf('directive');
    if (token === undefined) return new Map([...DEFAULT_HANDLES, ...handles]);
    const { directive, span } = token;
    if (directive.name === 'YAML') {
      if (hasVersion) refuse('`%YAML` is given twice. Remove one of the two lines.', span);
      if (directive.major !== 1) refuse('PyYAML reads YAML 1.1: expected `%YAML 1.1`.', span);
      hasVersion = true;
    } else if (directive.name === 'TAG') {
      if (handles.has(directive.handle)) {
        refuse(
          `The tag handle \`${directive.handle}\` is given twice. Remove one of the two lines.`,
          span,
        );
      }
      handles.set(directive.handle, directive.prefix);
    }
  }
}

/** The full name of a tag. */
export function resolveTag(tag: TagToken, handles: TagHandles): string {
  if (tag.handle === null) return tag.suffix;
  const prefix = handles.get(tag.handle);
  if (prefix !== undefined) return prefix + tag.suffix;
  return refuse(
    `No \`%TAG\` line declares the tag handle \`${tag.handle}\`. Use \`!Template\` or \`!TemplateMetadata\`, or put the text in quotes.`,
    tag.span,
  );
}
