/**
 * The way of a preview without its work. `relay` hands what it reads to a process of its own, which sends it back, as the
 * language server and the render process do: what this takes, the machine takes.
 */
import { fork } from 'node:child_process';

if (process.argv[2] === 'relay') {
  const echo = fork(import.meta.filename, [], { execArgv: [] });
  echo.on('message', (message) => process.stdout.write(`${message}\n`));
  process.stdin.on('data', (chunk) => echo.send(String(chunk)));
  process.stdin.on('end', () => echo.disconnect());
} else {
  process.on('message', (message) => process.send?.(message));
}
