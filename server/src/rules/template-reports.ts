import type { RowFacts } from '../analysis/row-facts.ts';
import type { Features, LostColumns } from '../dataset/features.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { shiftSpan } from '../text/span.ts';
import { toPrompt } from './prompt.ts';
import type { Fix, Report, TemplateRule } from './rule.ts';
import type { TemplateText } from './template-text.ts';

/** What one rule says about one template. */
export interface TemplateReports {
  readonly rule: TemplateRule;
  readonly reports: readonly Report[];
}

export interface LintedTemplate {
  readonly document: string;
  readonly template: PromptTemplate;
  readonly texts: readonly TemplateText[];
  readonly features: Features | undefined;
  readonly lost: LostColumns;
  /** What it gave on rows. */
  readonly rowFacts: RowFacts | undefined;
}

/**
 * What rules about single templates say about one of them. It is worked out once: as long as the template, the
 * columns and what is known over rows stay the same, it only moves.
 */
export function reportsAbout(
  { document, template, texts, features, lost, rowFacts }: LintedTemplate,
  rules: readonly TemplateRule[],
): readonly TemplateReports[] {
  const { identity, span } = template;
  const known = remembered.get(identity);
  const isSame = known?.features === features && known?.rowFacts === rowFacts;
  if (known !== undefined && isSame && known.rules === rules) {
    return shift(known.found, span.start - known.start);
  }
  const prompts = [toPrompt(template, texts)];
  const context = { document, texts, prompts, lost, ...(rowFacts && { rowFacts }) };
  const found = rules
    .map((rule) => ({ rule, reports: [...rule.check(context)] }))
    .filter(({ reports }) => reports.length > 0);
  remembered.set(identity, { rules, features, rowFacts, start: span.start, found });
  return found;
}

interface Remembered {
  readonly rules: readonly TemplateRule[];
  readonly features: Features | undefined;
  readonly rowFacts: RowFacts | undefined;
  /** Where the template began. */
  readonly start: number;
  readonly found: readonly TemplateReports[];
}

const remembered = new WeakMap<object, Remembered>();

function shift(found: readonly TemplateReports[], distance: number): readonly TemplateReports[] {
  if (distance === 0) return found;
  return found.map(({ rule, reports }) => ({
    rule,
    reports: reports.map((report) => shiftReport(report, distance)),
  }));
}

function shiftReport(report: Report, distance: number): Report {
  const { span, fix, alternatives } = report;
  return {
    ...report,
    span: shiftSpan(span, distance),
    ...(fix && { fix: shiftFix(fix, distance) }),
    ...(alternatives && { alternatives: alternatives.map((each) => shiftFix(each, distance)) }),
  };
}

function shiftFix(fix: Fix, distance: number): Fix {
  const edits = fix.edits.map(({ span, newText }) => ({
    span: shiftSpan(span, distance),
    newText,
  }));
  return { ...fix, edits };
}
