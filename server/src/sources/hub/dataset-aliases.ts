/**
 * Datasets that had a plain name on the Hub and have an owner now. The Hub forwards old names, but its viewer does not
 * and a cache without a network cannot; so prompts' datasets are here as far as a public source tells, which each group
 * names, and any other is asked for.
 */
const aliases: Readonly<Record<string, string>> = {
  // sileod/tasksource, src/tasksource/metadata/canonical.py: where the Hub forwards to.
  ade_corpus_v2: 'ade-benchmark-corpus/ade_corpus_v2',
  ag_news: 'fancyzhx/ag_news',
  ai2_arc: 'allenai/ai2_arc',
  amazon_polarity: 'fancyzhx/amazon_polarity',
  anli: 'facebook/anli',
  app_reviews: 'sealuzh/app_reviews',
  art: 'allenai/art',
  circa: 'google-research-datasets/circa',
  codah: 'jaredfern/codah',
  commonsense_qa: 'tau/commonsense_qa',
  cos_e: 'Salesforce/cos_e',
  dbpedia_14: 'fancyzhx/dbpedia_14',
  discovery: 'sileod/discovery',
  glue: 'nyu-mll/glue',
  hellaswag: 'Rowan/hellaswag',
  imdb: 'stanfordnlp/imdb',
  medical_questions_pairs: 'curaihealth/medical_questions_pairs',
  openbookqa: 'allenai/openbookqa',
  paws: 'google-research-datasets/paws',
  poem_sentiment: 'google-research-datasets/poem_sentiment',
  qasc: 'allenai/qasc',
  quail: 'textmachinelab/quail',
  quarel: 'community-datasets/quarel',
  quartz: 'allenai/quartz',
  race: 'ehovy/race',
  rotten_tomatoes: 'cornell-movie-review-data/rotten_tomatoes',
  sciq: 'allenai/sciq',
  scitail: 'allenai/scitail',
  sem_eval_2010_task_8: 'SemEvalWorkshop/sem_eval_2010_task_8',
  sms_spam: 'ucirvine/sms_spam',
  snips_built_in_intents: 'sonos-nlu-benchmark/snips_built_in_intents',
  snli: 'stanfordnlp/snli',
  super_glue: 'aps/super_glue',
  swag: 'allenai/swag',
  tweet_eval: 'cardiffnlp/tweet_eval',
  wiki_qa: 'microsoft/wiki_qa',
  winogrande: 'allenai/winogrande',
  yahoo_answers_topics: 'community-datasets/yahoo_answers_topics',
  yelp_review_full: 'Yelp/yelp_review_full',

  // huggingface/datasets, issue 5096: the move itself.
  common_gen: 'allenai/common_gen',
  emotion: 'dair-ai/emotion',

  // huggingface/transformers, pull request 49017: what the Hub's API answers to the old name.
  cnn_dailymail: 'abisee/cnn_dailymail',
  squad: 'rajpurkar/squad',

  // EleutherAI/lm-evaluation-harness, pull request 3852: where the Hub forwarded to.
  'paws-x': 'google-research-datasets/paws-x',
  xnli: 'facebook/xnli',
  xquad: 'google/xquad',

  // EleutherAI/lm-evaluation-harness, `dataset_path` of lm_eval/tasks/mc_taco and humaneval.
  mc_taco: 'CogComp/mc_taco',
  openai_humaneval: 'openai/openai_humaneval',
};

/** The name that a dataset has now, as far as the table knows. */
export function aliasOf(dataset: string): string | undefined {
  return Object.hasOwn(aliases, dataset) ? aliases[dataset] : undefined;
}
