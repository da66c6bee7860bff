import type { RowFacts } from '../analysis/row-facts.ts';
import type { Features, LostColumns } from '../dataset/features.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { shiftSpan } from '../text/span.ts';
import { toPrompt } from './prompt.ts';
import type { Fix, Report, Rule, TemplateContext } from './rule.ts';
import { textsOf } from './template-text.ts';

/** What one rule says about one template. */
export interface TemplateReports {
  readonly rule: Rule;
  readonly reports: readonly Report[];
}

/** All that such reports depend on, beside the template. */
export interface Surroundings {
  readonly document: string;
  readonly features: Features | undefined;
  readonly lost: LostColumns;
  readonly unlabelled: ReadonlySet<string> | undefined;
  /** What the template gave on rows. */
  readonly rowFacts: RowFacts | undefined;
}

/**
 * What rules say about a single template. It is worked out once: as long as the template, the dataset and what is
 * known over rows stay the same, it only moves.
 */
export function reportsAbout(
  template: PromptTemplate,
  surroundings: Surroundings,
  rules: readonly Rule[],
): readonly TemplateReports[] {
  const { identity, span } = template;
  const { features, unlabelled, rowFacts } = surroundings;
  const known = remembered.get(identity);
  if (
    known?.features === features &&
    known?.unlabelled === unlabelled &&
    known?.rowFacts === rowFacts &&
    known?.rules === rules
  ) {
    return shift(known.found, span.start - known.start);
  }
  const context = contextOf(template, surroundings);
  const found: TemplateReports[] = [];
  let reports: Report[] = [];
  const tell = (report: Report) => reports.push(report);
  for (const rule of rules) {
    rule.checkTemplate?.(context, tell);
    if (reports.length === 0) continue;
    found.push({ rule, reports });
    reports = [];
  }
  remembered.set(identity, { rules, features, unlabelled, rowFacts, start: span.start, found });
  return found;
}

interface Remembered extends Pick<Surroundings, 'features' | 'unlabelled' | 'rowFacts'> {
  readonly rules: readonly Rule[];
  /** Where the template began. */
  readonly start: number;
  readonly found: readonly TemplateReports[];
}

const remembered = new WeakMap<object, Remembered>();

function contextOf(
  template: PromptTemplate,
  { document, features, lost, unlabelled, rowFacts }: Surroundings,
): TemplateContext {
  const texts = textsOf(template, features);
  return {
    document,
    template,
    texts,
    prompt: toPrompt(template, texts),
    lost,
    ...(unlabelled && { unlabelled }),
    ...(rowFacts && { rowFacts }),
  };
}

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
