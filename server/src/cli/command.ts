import type { RenderClient } from '../render/process/render-client.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { TokenCounter } from '../scoring/token-counter.ts';
import type { CacheFolders } from '../sources/cache-folders.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { Hub } from '../sources/hub/open-hub.ts';
import type { TableReader } from '../sources/process/protocol.ts';
import type { Arguments, OptionDeclarations } from './arguments.ts';
import type { Output } from './output.ts';
import type { Parts } from './parts.ts';
import type { Style } from './style.ts';

/** 0: nothing wrong. 1: findings. 2: unusable arguments or input. */
export type ExitStatus = 0 | 1 | 2;

/** One subcommand; its options make both the parser and the help. */
export interface Command<Options extends OptionDeclarations = OptionDeclarations> {
  readonly name: string;
  /** The arguments behind the name, such as `FILE`; options follow of themselves. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: Options;
  /** More to say at the end of the help. */
  readonly notes?: string;
  run(args: Arguments<Options>, context: CliContext): Promise<ExitStatus>;
}

/** Keeps the option names of a declaration as types. */
export function defineCommand<const Options extends OptionDeclarations>(
  command: Command<Options>,
): Command<Options> {
  return command;
}

/** What commands may use of the world. */
export interface CliContext {
  /** Results. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  readonly style: Style;
  readonly fileSystem: FileSystem;
  /** Reads data files; its process ends with the command. */
  readonly tables: TableReader;
  /** Where the Hugging Face libraries keep what they fetched. */
  readonly caches: CacheFolders;
  /** The Hugging Face Hub, for commands that are given the name of a dataset. */
  readonly hub: Hub;
  /** Puts the text in the file's place as a whole; rejects, and leaves the file, where that fails. */
  replaceFile(path: string, text: string): Promise<void>;
  readonly parts: Parts;
  readonly version: string;
  readonly execPath: string;
  readonly nodeVersion: string;
  /** Lives until the command ends; the budget is for one template on one row. */
  createRenderClient(timeoutMs?: number): RenderClient;
  /** Lives until the command ends. */
  createScoringClient(): ScoringClient;
  /** Lives until the command ends. */
  createTokenCounter(): TokenCounter;
}
