/** The metrics that PromptSource's app offers. */
export const metrics: readonly string[] = [
  'AUC',
  'Accuracy',
  'BLEU',
  'COQA F1',
  'Edit Distance',
  'Mean Reciprocal Rank',
  'MultiRC',
  'Other',
  'Pearson Correlation',
  'ROUGE',
  'Spearman Correlation',
  'Squad',
  'Trivia QA',
];

/** The metrics that suit a template, the likeliest first. */
export function metricsFor({ hasChoices }: { readonly hasChoices: boolean }): readonly string[] {
  return hasChoices ? ['Accuracy', 'Other'] : ['Other', 'ROUGE', 'BLEU', 'Squad'];
}

/** The languages that PromptSource's app offers: the two-letter codes of ISO 639-1. */
export const languageCodes: readonly string[] = `
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii
ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi
mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw
sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk
ur uz ve vi vo wa wo xh yi yo za zh zu`
  .trim()
  .split(/\s+/);
