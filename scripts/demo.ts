/** `npm run demo`: builds, then lints, renders and scores the samples in the terminal. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const shownFindings = 6;
const isTerminal = process.stdout.isTTY === true;

runNode(['scripts/build.ts'], [0]);

title('Lint: every fault under its source line', 'p3 lint samples');
const findings = p3(['lint', 'samples'], [0, 1]).trimEnd().split('\n\n');
const summary = findings.pop() ?? '';
say(findings.slice(0, shownFindings).join('\n\n'));
if (findings.length > shownFindings) say(`\n… and ${findings.length - shownFindings} more`);
say(summary);

const question = 'Ask about the passage';
title(
  'Render: what the model is fed, as PromptSource renders it',
  `p3 render samples/reading/templates.yaml --template '${question}' --limit 2`,
);
const reading = [
  'render',
  'samples/reading/templates.yaml',
  '--template',
  question,
  '--limit',
  '2',
];
say(p3(reading, [0]).trimEnd());

const sentiment = 'Is it positive or negative';
title(
  'Score: rank classification with the embedded model, on each sample row',
  `p3 score samples/reviews/templates.yaml --template '${sentiment}'`,
);
say(shortenRows(p3(['score', 'samples/reviews/templates.yaml', '--template', sentiment], [0]), 4));

/** Keeps what stands before the rows, the first rows, and what stands behind them. */
function shortenRows(report: string, shown: number): string {
  const lines = report.trimEnd().split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith('  row ') ? [index] : []));
  const [cut, last] = [starts[shown], starts.at(-1)];
  if (cut === undefined || last === undefined) return lines.join('\n');
  const end = lines.findIndex((line, index) => index > last && !line.startsWith('    '));
  const more = `  … and ${starts.length - shown} more rows`;
  return [...lines.slice(0, cut), more, ...(end < 0 ? [] : lines.slice(end))].join('\n');
}

function p3(args: readonly string[], expected: readonly number[]): string {
  return runNode(['dist/cli/p3.cjs', ...args], expected);
}

/** Ends the demo where a step fails: a demo that goes on would hide it. */
function runNode(args: readonly string[], expected: readonly number[]): string {
  const { status, stdout, error } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...(isTerminal ? { FORCE_COLOR: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== null && expected.includes(status)) return stdout;
  say(stdout ?? '');
  console.error(
    `The step \`${args.join(' ')}\` failed: ${error?.message ?? `exit status ${status}`}.`,
  );
  process.exit(1);
}

function title(text: string, command: string): void {
  const [open, dim, close] = isTerminal ? ['\u001b[1m', '\u001b[2m', '\u001b[0m'] : ['', '', ''];
  say(`\n${open}== ${text}${close}\n${dim}$ ${command}${close}\n`);
}

function say(text: string): void {
  console.log(text);
}
