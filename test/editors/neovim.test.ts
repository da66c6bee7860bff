import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { suite, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const version = neovimVersion();
const skip = version === undefined && 'Neovim is not installed here (`nvim` on the PATH).';

const templates = `dataset: reviews
templates:
  5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c: !Template
    answer_choices: bad ||| good
    id: 5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c
    name: Mood
    jinja: "{{ text }} Is {{ txt }} bad or good? ||| {{ answer_choices[label] }}"
    metadata: !TemplateMetadata
      choices_in_prompt: true
      languages: [en]
      metrics: []
      original_task: true
    reference: ''
`;
const schema = {
  text: { dtype: 'string', _type: 'Value' },
  label: { names: ['bad', 'good'], _type: 'ClassLabel' },
};

suite('the documented set-up of Neovim', () => {
  test('lints, completes, fixes and formats', { skip }, () => {
    const { text, ...session } = runSession();
    assert.equal(session.filetype, 'yaml.p3-template');
    assert.ok(session.saw_finding, 'the server pushes its findings');
    // `no-metric` is off in the settings of the documentation.
    assert.deepEqual(session.codes, ['choices-without-accuracy', 'unknown-field']);
    assert.ok(['label', 'text'].every((field) => session.labels.includes(field)));
    assert.match(session.hover, /string/);
    // The commands of lenses are VS Code's.
    assert.equal(session.has_lenses, false);
    assert.ok(session.fixed && session.finding_left, 'the fix of the finding removes it');
    assert.match(text, /jinja: '\{\{ text \}\} Is \{\{ text \}\} bad or good\? \|\|\|/);
    assert.match(text, /languages:\n {6}- en\n {6}metrics: \[\]\n/);
  });
});

interface Session {
  readonly filetype: string;
  readonly saw_finding: boolean;
  readonly codes: readonly string[];
  readonly labels: readonly string[];
  readonly hover: string;
  readonly has_lenses: boolean;
  readonly fixed: boolean;
  readonly finding_left: boolean;
  readonly text: string;
}

function runSession(): Session {
  const folder = mkdtempSync(join(tmpdir(), 'p3-neovim-'));
  try {
    const file = join(folder, 'templates.yaml');
    writeFileSync(file, templates);
    writeFileSync(join(folder, 'schema.json'), JSON.stringify(schema));
    writeFileSync(join(folder, 'init.lua'), documentedSetup());
    writeFileSync(join(folder, 'p3'), launcher(), { mode: 0o755 });
    const result = spawnSync(
      'nvim',
      [
        '--clean',
        '--headless',
        '-u',
        'init.lua',
        '-c',
        runOrQuit(join(import.meta.dirname, 'neovim-session.lua')),
      ],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 120_000,
        env: {
          ...process.env,
          PATH: [folder, process.env['PATH']].join(delimiter),
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
          P3_FILE: file,
        },
      },
    );
    assert.equal(result.status, 0, result.stderr);
    return JSON.parse(result.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Neovim without a window would wait for ever after an error. */
function runOrQuit(script: string): string {
  return `lua local ok, message = pcall(dofile, '${script}') if not ok then io.stderr:write(message) vim.cmd('cquit') end`;
}

/** The block of `docs/editors.md` for the Neovim that is here. */
function documentedSetup(): string {
  const mark = `<!-- neovim ${version === '0.7' ? '0.7' : '0.8'} -->`;
  const docs = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const [, block] = /```lua\n(.*?)```/s.exec(docs.slice(docs.indexOf(mark))) ?? [];
  assert.ok(block, `docs/editors.md has a block behind ${mark}`);
  return block;
}

/** `p3` on the PATH, as an installed one would be. */
function launcher(): string {
  const entry = join(root, 'server/src/cli/main.ts');
  return `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`;
}

function neovimVersion(): string | undefined {
  const { stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  return /^NVIM v(\d+\.\d+)/.exec(stdout ?? '')?.[1];
}
