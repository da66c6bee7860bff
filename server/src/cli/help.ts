import type { Command } from './command.ts';

/** What `p3 --help` prints. */
export function commandList(commands: readonly Pick<Command, 'name' | 'summary'>[]): string {
  const lines = commands.map(({ name, summary }): readonly [string, string] => [name, summary]);
  return [
    'p3: lint, format, render and score P3 prompt templates',
    '',
    'Usage: p3 COMMAND [ARGUMENT...]',
    '',
    ...columns(lines),
    '',
    '`p3 COMMAND --help` tells more. `p3 --version` prints the version.',
    'Exit status: 0 nothing wrong, 1 findings, 2 unusable arguments or input.',
    '',
  ].join('\n');
}

/** What `p3 COMMAND --help` prints. */
export function commandHelp(command: Omit<Command, 'run'>): string {
  const options = Object.entries(command.options).map(
    ([name, { value, description }]): readonly [string, string] => [
      value === undefined ? `--${name}` : `--${name} ${value}`,
      description,
    ],
  );
  return [
    `p3 ${command.name}: ${command.summary}`,
    '',
    usageLine(command),
    '',
    ...columns([...options, ['--help', 'print this help']]),
    ...(command.notes === undefined ? [] : ['', command.notes]),
    '',
  ].join('\n');
}

function usageLine({ name, usage, options }: Omit<Command, 'run'>): string {
  const isMore = Object.keys(options).some((option) => !isNamedIn(usage, option));
  const parts = [name, ...(usage === '' ? [] : [usage]), ...(isMore ? ['[OPTIONS]'] : [])];
  return `Usage: p3 ${parts.join(' ')}`;
}

/** An option that cannot be left out stands in the usage. */
function isNamedIn(usage: string, option: string): boolean {
  return usage.split(' ').includes(`--${option}`);
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
