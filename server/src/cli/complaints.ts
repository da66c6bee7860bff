import type { CliContext, ExitStatus } from './command.ts';

/** What one command says on standard error, and whether some of its input could not be used. */
export class Complaints {
  hasUnusableInput = false;
  readonly #context: Pick<CliContext, 'stderr'>;
  readonly #command: string;

  constructor(context: Pick<CliContext, 'stderr'>, command: string) {
    this.#context = context;
    this.#command = command;
  }

  /** For the reader to know; the exit status stays what it is. */
  async note(message: string): Promise<void> {
    await this.#context.stderr.write(`p3 ${this.#command}: ${message}\n`);
  }

  /** Names input that cannot be used; what else there is still runs. */
  async complain(message: string): Promise<void> {
    this.hasUnusableInput = true;
    await this.note(message);
  }

  /** Names what leaves nothing to run. */
  async refuse(message: string): Promise<ExitStatus> {
    await this.complain(message);
    return 2;
  }
}
