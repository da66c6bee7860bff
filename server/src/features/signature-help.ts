import { knownFeatures, type Snapshot } from '../analysis/snapshot.ts';
import { typeContextOf } from '../analysis/type-context.ts';
import type { JinjaNode } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import type { Span } from '../text/span.ts';
import {
  type Call,
  type CallSignature,
  callSignature,
  type SignatureParameter,
} from './call-signature.ts';
import { documentContextAt } from './completion/document-context.ts';
import { nodesAround } from './jinja-path.ts';
import { standInFor } from './stand-in.ts';

export interface SignatureHelp {
  /** As a call is written. */
  readonly label: string;
  /** The parameters, in the label. */
  readonly parameters: readonly Span[];
  /** Index of the parameter at the cursor; absent where the call takes no such argument. */
  readonly active?: number;
  /** Markdown. */
  readonly documentation?: string;
}

/** The signature of the call whose parentheses hold the offset, though they may not be closed yet. */
export function signatureHelp(snapshot: Snapshot, offset: number): SignatureHelp | undefined {
  const place = documentContextAt(snapshot, offset);
  if (place?.kind !== 'jinja') return undefined;
  const { source, key } = place;
  const standIn = standInFor(source);
  const tree = parseTemplate(source.slice(0, place.offset) + standIn + source.slice(place.offset));
  const at = { start: place.offset, end: place.offset + standIn.length };
  const call = nodesAround(tree, at)
    .filter(isCall)
    .findLast((each) => parenthesisOf(each, tree.source) < at.start);
  if (call === undefined) return undefined;
  const signature = callSignature(call, typeContextOf(tree, knownFeatures(snapshot), key));
  if (signature === undefined) return undefined;
  return toHelp(signature, argumentAt(call, at.start));
}

function isCall(node: JinjaNode): node is Call {
  return node.kind === 'call' || node.kind === 'filter' || node.kind === 'test';
}

/** Where the arguments open; past everything where the call has no parentheses. */
function parenthesisOf(call: Call, source: string): number {
  const end = call.kind === 'call' ? call.callee.span.end : call.name.span.end;
  const found = /^[\s)]*\(/.exec(source.slice(end));
  return found === null ? Number.POSITIVE_INFINITY : end + found[0].length - 1;
}

/** A keyword, or the number of arguments before. */
type Argument = string | number;

function argumentAt({ arguments: given }: Call, offset: number): Argument {
  const keyword = given.keywords.find(
    ({ name, value }) => name.span.start <= offset && offset <= value.span.end,
  );
  return keyword?.name.name ?? given.positional.filter(({ span }) => span.end <= offset).length;
}

function toHelp(signature: CallSignature, argument: Argument): SignatureHelp {
  const { name, parameters, documentation } = signature;
  const spans: Span[] = [];
  let label = `${name}(`;
  for (const { written } of parameters) {
    if (spans.length > 0) label += ', ';
    spans.push({ start: label.length, end: label.length + written.length });
    label += written;
  }
  const active = activeParameter(parameters, argument);
  return {
    label: `${label})`,
    parameters: spans,
    ...(active >= 0 && { active }),
    ...(documentation !== undefined && { documentation }),
  };
}

function activeParameter(parameters: readonly SignatureParameter[], argument: Argument): number {
  if (typeof argument === 'string') {
    const named = parameters.findIndex(({ name }) => name === argument);
    return named >= 0 ? named : parameters.findIndex(({ collects }) => collects === 'keywords');
  }
  const rest = parameters.findIndex(({ collects }) => collects === 'positional');
  if (rest >= 0 && rest <= argument) return rest;
  return argument < parameters.length ? argument : -1;
}
