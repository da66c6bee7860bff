import { accuracyWithoutChoices } from './accuracy-without-choices.ts';
import { answerChoicesNotInTarget } from './answer-choices-not-in-target.ts';
import { blankRender } from './blank-render.ts';
import { choiceCountMismatch } from './choice-count-mismatch.ts';
import { choiceNeverTarget } from './choice-never-target.ts';
import { choicesInPromptMismatch } from './choices-in-prompt-mismatch.ts';
import { choicesWithoutAccuracy } from './choices-without-accuracy.ts';
import { constantPrompt } from './constant-prompt.ts';
import { datasetPathMismatch } from './dataset-path-mismatch.ts';
import { duplicateChoice } from './duplicate-choice.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateName } from './duplicate-name.ts';
import { duplicateTemplate } from './duplicate-template.ts';
import { emptyChoice } from './empty-choice.ts';
import { emptyInput } from './empty-input.ts';
import { emptyName } from './empty-name.ts';
import { emptyTarget } from './empty-target.ts';
import { idMismatch } from './id-mismatch.ts';
import { invalidId } from './invalid-id.ts';
import { jinjaSyntax } from './jinja-syntax.ts';
import { literalBraces } from './literal-braces.ts';
import { missingAnswerChoices } from './missing-answer-choices.ts';
import { missingKey } from './missing-key.ts';
import { missingSeparator } from './missing-separator.ts';
import { multipleSeparators } from './multiple-separators.ts';
import { nameWhitespace } from './name-whitespace.ts';
import { noField } from './no-field.ts';
import { noLanguage } from './no-language.ts';
import { noMetric } from './no-metric.ts';
import { nondeterministicTarget } from './nondeterministic-target.ts';
import { overLength } from './over-length.ts';
import { partialTruncation } from './partial-truncation.ts';
import { renderBudget } from './render-budget.ts';
import { renderError } from './render-error.ts';
import type { Rule } from './rule.ts';
import { separatorInExpression } from './separator-in-expression.ts';
import { setInBranch } from './set-in-branch.ts';
import { strayCharacter } from './stray-character.ts';
import { targetNotAChoice } from './target-not-a-choice.ts';
import { targetOutsideChoices } from './target-outside-choices.ts';
import { textAroundChoice } from './text-around-choice.ts';
import { unguardedLabel } from './unguarded-label.ts';
import { unknownField } from './unknown-field.ts';
import { unknownFilter } from './unknown-filter.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownLanguage } from './unknown-language.ts';
import { unknownMethod } from './unknown-method.ts';
import { unknownMetric } from './unknown-metric.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownTag } from './unknown-tag.ts';
import { unknownTest } from './unknown-test.ts';
import { unreachableFieldName } from './unreachable-field-name.ts';
import { unreadableSchema } from './unreadable-schema.ts';
import { unusedAnswerChoices } from './unused-answer-choices.ts';
import { unusedVariable } from './unused-variable.ts';
import { wrongArguments } from './wrong-arguments.ts';
import { wrongFieldType } from './wrong-field-type.ts';
import { wrongType } from './wrong-type.ts';
import { yaml11Value } from './yaml-1-1-value.ts';
import { yamlAlias } from './yaml-alias.ts';
import { yamlSyntax } from './yaml-syntax.ts';

/** Every rule, in the order in which findings at one place are shown. */
export const rules: readonly Rule[] = [
  yamlSyntax,
  unknownKey,
  missingKey,
  duplicateKey,
  wrongType,
  yaml11Value,
  yamlAlias,
  unknownTag,
  datasetPathMismatch,
  idMismatch,
  invalidId,
  duplicateId,
  emptyName,
  nameWhitespace,
  duplicateName,
  duplicateTemplate,
  jinjaSyntax,
  unknownFilter,
  unknownTest,
  unknownFunction,
  unknownMethod,
  wrongArguments,
  unusedVariable,
  setInBranch,
  unreadableSchema,
  unknownField,
  wrongFieldType,
  unreachableFieldName,
  missingSeparator,
  multipleSeparators,
  separatorInExpression,
  emptyInput,
  emptyTarget,
  unusedAnswerChoices,
  missingAnswerChoices,
  answerChoicesNotInTarget,
  emptyChoice,
  duplicateChoice,
  textAroundChoice,
  choiceCountMismatch,
  targetNotAChoice,
  choicesInPromptMismatch,
  literalBraces,
  noField,
  partialTruncation,
  unguardedLabel,
  nondeterministicTarget,
  strayCharacter,
  accuracyWithoutChoices,
  choicesWithoutAccuracy,
  unknownMetric,
  noMetric,
  unknownLanguage,
  noLanguage,
  renderError,
  renderBudget,
  blankRender,
  targetOutsideChoices,
  constantPrompt,
  choiceNeverTarget,
  overLength,
  unknownRule,
];
