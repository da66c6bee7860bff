/**
 * What the scoring process needs in its environment. glibc keeps large blocks that were freed, a third of a model's size
 * once its weights were rearranged; with a fixed threshold they go back to the system. Other systems ignore the name.
 */
export const scoringEnvironment = {
  ELECTRON_RUN_AS_NODE: '1',
  MALLOC_MMAP_THRESHOLD_: '262144',
} as const;
