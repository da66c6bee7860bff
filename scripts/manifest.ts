/** What the manifest and the README must say, derived from the declarations in the source. */
import { commandDeclarations } from '../server/src/protocol/commands.ts';
import {
  type SettingDeclaration,
  settingDeclarations,
  toManifestProperty,
} from '../server/src/protocol/settings.ts';
import { rules } from '../server/src/rules/index.ts';

/** The parts of `package.json` that the declarations decide; everything else in it is free. */
export interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly commands: readonly { readonly command: string; readonly title: string }[];
  };
}

/** One sentence for each point at which the manifest and the declarations disagree. */
export function manifestProblems(manifest: Manifest): readonly string[] {
  return [...settingProblems(manifest), ...trustProblems(manifest), ...commandProblems(manifest)];
}

/** The README's tables by name, as Markdown. */
function readmeTables(): ReadonlyMap<string, string> {
  return new Map([
    ['commands', table(['Command', 'What it does'], commandRows())],
    ['settings', table(['Setting', 'Default', 'Meaning'], settingRows())],
    ['rules', table(['Rule', 'Severity', 'Asks', 'Fix'], ruleRows())],
  ]);
}

/** Puts each table between its marks `<!-- table: NAME -->` and `<!-- end -->`. */
export function withTables(readme: string): string {
  let text = readme;
  for (const [name, markdown] of readmeTables()) {
    const pattern = new RegExp(`(<!-- table: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!pattern.test(text)) throw new Error(`the README has no marks for the table \`${name}\``);
    text = text.replace(pattern, (_whole, begin, end) => `${begin}\n${markdown}\n${end}`);
  }
  return text;
}

const declaredSettings = Object.entries<SettingDeclaration>(settingDeclarations);

/** vscode-languageclient reads this one by itself. */
const settingsOfLibraries = ['p3.trace.server'];

function* settingProblems({ contributes }: Manifest): Generator<string> {
  const { properties } = contributes.configuration;
  for (const [id, declaration] of declaredSettings) {
    const expected = JSON.stringify(sorted(propertyOf(id, declaration)));
    const actual = JSON.stringify(sorted(properties[id]));
    if (actual !== expected) yield `setting \`${id}\` must be ${expected}, not ${actual}`;
  }
  for (const id of Object.keys(properties)) {
    if (id in settingDeclarations || settingsOfLibraries.includes(id)) continue;
    yield `setting \`${id}\` is not declared in the source`;
  }
}

/** Settings that are about rules know their ids, so that editors propose them and mark others. */
function propertyOf(id: string, declaration: SettingDeclaration): Record<string, unknown> {
  const property = toManifestProperty(declaration);
  const ids = rules.map((rule) => rule.id);
  if (id === 'p3.rules.severities') return { ...property, propertyNames: { enum: ids } };
  if (id !== 'p3.rules.ignore') return property;
  const items = { type: 'string', enum: ['*', ...ids] };
  return { ...property, additionalProperties: { type: 'array', items } };
}

/** The manifest with every setting as it is declared, in the order of the declarations. */
export function withSettings<Whole extends Manifest>(manifest: Whole): Whole {
  const { configuration } = manifest.contributes;
  const known = Object.entries(configuration.properties);
  const properties = Object.fromEntries([
    ...declaredSettings.map(([id, declaration]) => [id, propertyOf(id, declaration)]),
    ...known.filter(([id]) => !(id in settingDeclarations)),
  ]);
  const contributes = { ...manifest.contributes, configuration: { ...configuration, properties } };
  return { ...manifest, contributes };
}

/** A workspace must not set what leads outside of it before it is trusted. */
function* trustProblems({ capabilities }: Manifest): Generator<string> {
  const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
  for (const [id, { scope }] of declaredSettings) {
    if (scope !== 'machine' || restricted.includes(id)) continue;
    yield `setting \`${id}\` is machine-scoped and must be a restricted configuration`;
  }
}

function* commandProblems({ contributes }: Manifest): Generator<string> {
  const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
  for (const [id, { title }] of Object.entries(commandDeclarations)) {
    if (titles.get(id) !== title) yield `command \`${id}\` must have the title “${title}”`;
    titles.delete(id);
  }
  for (const id of titles.keys()) yield `command \`${id}\` is not declared in the source`;
}

function commandRows(): string[][] {
  return Object.values(commandDeclarations).map(({ title, description }) => [
    `*P3: ${title}*`,
    description,
  ]);
}

function settingRows(): string[][] {
  return declaredSettings.map(([id, { default: value, description }]) => [
    `\`${id}\``,
    `\`${JSON.stringify(value)}\``,
    description,
  ]);
}

function ruleRows(): string[][] {
  return rules.map(({ id, severity, description, fix = '' }) => [
    `[\`${id}\`](docs/rules.md#${id})`,
    severity,
    description,
    fix,
  ]);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return `${lines.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n')}\n`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort());
}
