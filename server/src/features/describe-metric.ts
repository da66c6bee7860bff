/** What a metric of PromptSource's list measures, in Markdown. */
export function describeMetric(name: string): string | undefined {
  return descriptions.get(name);
}

const descriptions: ReadonlyMap<string, string> = new Map([
  ['AUC', 'Area under the ROC curve, of scores for two classes.'],
  [
    'Accuracy',
    'Share of rows whose answer is right. With answer choices, the answer is the likeliest choice: rank classification.',
  ],
  ['BLEU', 'Overlap of n-grams with the references, for translation: Papineni et al. 2002.'],
  [
    'COQA F1',
    'Overlap of words with the answers of CoQA, over the turns of a conversation: Reddy et al. 2019.',
  ],
  ['Edit Distance', 'Insertions, deletions and replacements that lead to the target.'],
  ['Mean Reciprocal Rank', 'Mean of 1 over the rank of the right answer.'],
  ['MultiRC', 'F1 over all answers, and over the questions, of MultiRC: Khashabi et al. 2018.'],
  ['Other', 'A metric that is not in the list.'],
  ['Pearson Correlation', 'Linear correlation of the number that is answered with the target.'],
  ['ROUGE', 'Overlap of words and sequences with the references, for summaries: Lin 2004.'],
  [
    'Spearman Correlation',
    'Correlation of the ranks of the numbers that are answered with those of the targets.',
  ],
  ['Squad', 'Exact match and F1 over words, after SQuAD’s normalisation: Rajpurkar et al. 2016.'],
  ['Trivia QA', 'Exact match and F1 over words, with the aliases of TriviaQA: Joshi et al. 2017.'],
]);
