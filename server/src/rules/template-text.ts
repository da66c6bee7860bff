import { knownFeatures, type Snapshot } from '../analysis/snapshot.ts';
import { type TypeContext, typeContextOf } from '../analysis/type-context.ts';
import type { Features } from '../dataset/features.ts';
import type { JinjaTemplate } from '../jinja/nodes.ts';
import type { ScalarSource } from '../template/scalar-source.ts';
import type { Entry, PromptTemplate } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';

/** One text of a template that Jinja renders. */
export interface TemplateText {
  readonly template: PromptTemplate;
  readonly entry: Entry;
  readonly scalar: ScalarSource;
  readonly tree: JinjaTemplate;
  readonly types: TypeContext;
}

/** The `jinja` and `answer_choices` that are text, in file order. */
export function templateTextsOf(snapshot: Snapshot): readonly TemplateText[] {
  const features = knownFeatures(snapshot);
  return snapshot.file.templates.flatMap((template) => textsOf(template, features));
}

/** Those of one template. */
export function textsOf(
  template: PromptTemplate,
  features: Features | undefined,
): readonly TemplateText[] {
  const { jinja, jinjaTree, answerChoices, answerChoicesTree } = template;
  const texts: TemplateText[] = [];
  if (jinja?.scalar !== undefined && jinjaTree !== undefined) {
    const types = typeContextOf(jinjaTree, features, 'jinja');
    texts.push({ template, entry: jinja, scalar: jinja.scalar, tree: jinjaTree, types });
  }
  if (answerChoices?.scalar !== undefined && answerChoicesTree !== undefined) {
    const [entry, tree] = [answerChoices, answerChoicesTree];
    const types = typeContextOf(tree, features, 'answer_choices');
    texts.push({ template, entry, scalar: answerChoices.scalar, tree, types });
  }
  return texts;
}

/** The document text behind a span of the decoded text. */
export function toDocument(text: TemplateText, span: Span): Span {
  return text.scalar.map.toDocument(span);
}
