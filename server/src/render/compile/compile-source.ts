/** From a template's text to its function: parser, nunjucks nodes, nunjucks compiler. */
import type { Node } from 'nunjucks/src/nodes.js';
import type { Expression, JinjaTemplate } from '../../jinja/nodes.ts';
import { parseTemplate } from '../../jinja/parse-template.ts';
import type { Span } from '../../text/span.ts';
import type { JinjaEnvironment } from '../jinja/environment.ts';
import { PyError } from '../python/errors.ts';
import { dataOfChangedText } from './changed-text.ts';
import type { GeneratedCode, TemplateData } from './code-writer.ts';
import { generateCode } from './compiler.ts';
import { type KnownNames, lowerTemplate, lowerTruth } from './lower-template.ts';
import { type CompiledRoot, pythonError, run, TemplateRuntime } from './run-template.ts';

export interface CompiledTemplate {
  readonly source: string;
  readonly root: CompiledRoot;
  readonly data: TemplateData;
  /** The tree that the function was made of, which may be that of another text between the same tags. */
  readonly tree: CompiledTree;
}

export interface CompiledTree {
  readonly template: JinjaTemplate;
  /** The places of the data, in offsets of the text that this tree is of. */
  readonly places: readonly Span[];
}

/** Gives the function of a code; one may remember those of codes that it had before. */
export type LoadCode = (code: string) => CompiledRoot;

export const loadCode: LoadCode = (code) => {
  // The code comes from `generateCode` alone and keeps nunjucks' form: it returns its root function.
  const { root } = new Function(code)() as { readonly root: CompiledRoot };
  return root;
};

/**
 * Compiles texts by the code that `generate` writes for them. Words that are typed between the tags of the text that was
 * compiled last take no compilation, only another text for the same function.
 */
export function createSourceCompiler(
  environment: JinjaEnvironment,
  generate: (root: Node) => GeneratedCode,
  load: LoadCode,
): (source: string) => CompiledTemplate {
  let last: CompiledTemplate | undefined;
  const compile = (source: string): CompiledTemplate => {
    const template = parseTemplate(source);
    const { code, data } = generate(lowerTemplate(template, knownNames(environment, source)));
    return { source, root: load(code), data, tree: { template, places: data.places } };
  };
  return (source) => {
    const data = last && dataOfChangedText(last, source);
    last = last && data ? { ...last, source, data } : withPythonErrors(() => compile(source));
    return last;
  };
}

function knownNames(environment: JinjaEnvironment, source: string): KnownNames {
  const known: KnownNames = {
    isKnownFilter: (name) => environment.filters.has(name),
    isKnownTest: (name) => environment.tests.has(name),
    truthOfConstant: (constant) => computeTruth(constant, source, environment, known),
    truths: new Map(),
  };
  return known;
}

function computeTruth(
  constant: Expression,
  source: string,
  environment: JinjaEnvironment,
  known: KnownNames,
): boolean | undefined {
  try {
    const { code, data } = generateCode(lowerTruth(constant, source, known));
    return run(loadCode(code), new TemplateRuntime(environment, data), new Map()) !== '';
  } catch (error) {
    if (error instanceof PyError) return undefined;
    throw error;
  }
}

/** CPython's compiler runs out of its stack as well, such as over `elif` in their thousands. */
function withPythonErrors<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw error instanceof RangeError ? pythonError(error) : error;
  }
}
