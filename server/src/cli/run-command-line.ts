import { nearestName } from '../text/suggest.ts';
import { Arguments, UsageError } from './arguments.ts';
import type { CliContext, Command, ExitStatus } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, commandList } from './help.ts';
import { OutputClosed } from './output.ts';

/** Runs what the arguments ask for; never rejects. */
export async function runCommandLine(
  argv: readonly string[],
  context: CliContext,
): Promise<ExitStatus> {
  try {
    return await run(argv, context);
  } catch (error) {
    // The reader has what it wanted.
    if (error instanceof OutputClosed) return 0;
    const message =
      error instanceof UsageError
        ? `p3: ${error.message}\n`
        : `p3: this is a fault of P3 Workbench: ${error instanceof Error ? error.stack : error}\n`;
    await context.stderr.write(message).catch(() => {});
    return 2;
  }
}

async function run(argv: readonly string[], context: CliContext): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  if (name === '--version') {
    await context.stdout.write(`${context.version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await (name === undefined ? context.stderr : context.stdout).write(commandList(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) throw new UsageError(describeUnknownCommand(name));
  return runCommand(command, rest, context);
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  context: CliContext,
): Promise<ExitStatus> {
  try {
    const args = new Arguments(argv, command.options);
    if (!args.wantsHelp) return await command.run(args, context);
    await context.stdout.write(commandHelp(command));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const message = `${command.name}: ${error.message} See \`p3 ${command.name} --help\`.`;
    throw new UsageError(message, { cause: error });
  }
}

function describeUnknownCommand(name: string): string {
  const nearest = nearestName(
    name,
    commands.map((command) => command.name),
  );
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  return `\`${name}\` is not a command.${hint} See \`p3 --help\`.`;
}
