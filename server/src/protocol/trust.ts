import type { ChosenSplit } from './datasets.ts';

/** What the client says of its workspace when it connects; a client that says nothing is trusted. */
export interface InitializationOptions {
  /** Without trust nothing of the workspace is run: templates are neither rendered nor scored. */
  readonly trusted?: boolean;
  /** Whether the client has the workbench's commands, so that lenses and actions may name them. */
  readonly hasCommands?: boolean;
  /** Folder of the extension on this machine, for copies of what was fetched. */
  readonly storageFolder?: string;
  /** Splits that the user chose in an earlier session. */
  readonly splits?: readonly ChosenSplit[];
}

/** Why rendering and scoring are off. */
export const restrictedModeMessage =
  'This workspace is in Restricted Mode: templates are checked, but not rendered or scored. Trust the workspace to go on.';
