/** Requests about the dataset of a template file, beside the Language Server Protocol. */

/** Answers with a `DatasetStatus`; null for a document that is not open, or names no dataset. */
export const datasetStatusMethod = 'p3/datasetStatus';

/** Reads the dataset anew, from the Hub as well, and answers as `p3/datasetStatus` does. */
export const refreshDatasetMethod = 'p3/refreshDataset';

/** Answers with a `DatasetSchemaText`; null where no schema is known. */
export const datasetSchemaMethod = 'p3/datasetSchema';

export interface DatasetParams {
  readonly uri: string;
}

/** Shows rows of another split of the document's dataset from now on; null for the one that is shown by itself. */
export const chooseSplitMethod = 'p3/chooseSplit';

export interface ChooseSplitParams extends DatasetParams {
  readonly split: string | null;
}

/** The split of a dataset that its files show. */
export interface ChosenSplit {
  readonly dataset: string;
  readonly subset: string | null;
  readonly split: string;
}

/** Notification from the server: what is known of datasets may have changed. */
export const datasetsChangedMethod = 'p3/datasetsChanged';

export interface DatasetStatus {
  readonly dataset: string;
  readonly subset: string | null;
  readonly schema: PlaceStatus;
  readonly rows: PlaceStatus;
  /** The split that is shown; null where the files do not tell. */
  readonly split: string | null;
  /** Number of rows of that split; null when unknown. */
  readonly rowCount: number | null;
  readonly splits: readonly SplitStatus[];
}

export interface SplitStatus {
  readonly name: string;
  readonly rowCount: number | null;
}

/** Where something of a dataset comes from, or why it is not there. */
export type PlaceStatus =
  | {
      readonly kind: 'found';
      readonly source: 'setting' | 'folder' | 'named' | 'beside' | 'cache' | 'hub';
      /** A path, or the name on the Hub. */
      readonly label: string;
      /** When it was fetched, in milliseconds since 1970, where it is a copy of something remote. */
      readonly fetchedAt?: number;
      /** Why it could not be asked now whether the copy is still right. */
      readonly unreachable?: string;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'offline' | 'malformed' | 'denied'; readonly message: string };

export interface DatasetSchemaText {
  /** Of a file that could hold it. */
  readonly name: string;
  /** JSON as in `schema.json`. */
  readonly text: string;
}

/** Answers with names of datasets that begin so, of this machine and of the Hub. */
export const findDatasetsMethod = 'p3/findDatasets';

export interface FindDatasetsParams {
  readonly letters: string;
}

/** Answers with the address of the Hub that datasets are asked of, to name it where its token is typed. */
export const hubEndpointMethod = 'p3/hubEndpoint';

/** Notification from the client: the tokens of Hubs, sealed, so that no log of messages shows them. */
export const hubTokensMethod = 'p3/hubTokens';

export interface HubTokensParams {
  /** AES-256-GCM with the key of `P3_TOKEN_KEY`: nonce, tag and text in base64, of a JSON object from address to token. */
  readonly sealed: string;
}

/** The variable of the server's environment with the key, 32 bytes in base64. */
export const tokenKeyVariable = 'P3_TOKEN_KEY';
