/**
 * Whether a name can be that of a dataset on the Hub: `name` or `owner/name`, as `huggingface_hub.utils.validate_repo_id`
 * has it. A path on the user's disk never is, and so is never sent anywhere.
 */
export function isHubId(dataset: string): boolean {
  const parts = dataset.split('/');
  return (
    parts.length <= 2 &&
    dataset.length <= 96 &&
    parts.every((part) => /^\w(?:[\w.-]*\w)?$/.test(part)) &&
    !/--|\.\.|\.git$/.test(dataset) &&
    !dataFile.test(dataset)
  );
}

/** `reviews.jsonl` is a file, though the Hub could have a dataset of that name. */
const dataFile = /\.(jsonl?|csv|tsv|parquet|arrow|ya?ml|txt|gz|zst|zip)$/i;
