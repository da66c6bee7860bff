import { spawn } from 'node:child_process';
import { serverNodeArguments } from '../protocol/server-process.ts';
import { UsageError } from './arguments.ts';
import { defineCommand, type ExitStatus } from './command.ts';

export const languageServerCommand = defineCommand({
  name: 'language-server',
  usage: '--stdio',
  summary: 'serve the Language Server Protocol to an editor',
  options: { stdio: { description: 'talk over standard input and output' } },

  async run(args, context) {
    if (!args.flag('stdio'))
      throw new UsageError('`--stdio` is missing: it is the only transport here.');
    return runServer(context.execPath, context.parts.languageServer);
  },
});

/** The server has the streams for itself, and ends when they do. */
function runServer(execPath: string, entry: string): Promise<ExitStatus> {
  const server = spawn(execPath, [...serverNodeArguments, entry, '--stdio'], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => server.kill(signal);
  process.on('SIGTERM', forward);
  process.on('SIGINT', forward);
  return new Promise((resolve) => {
    server.once('error', () => resolve(2));
    server.once('exit', (code) => resolve(code === 0 ? 0 : code === 1 ? 1 : 2));
  });
}
