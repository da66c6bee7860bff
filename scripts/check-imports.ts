/** `npm run check:imports`: refuses an import that goes up a layer, a cycle, or a package outside its place. */
import { resolve } from 'node:path';
import { cruise, type IForbiddenRuleType, type IReporterOutput } from 'dependency-cruiser';
import { layers, packageOwners, pureLayers } from './layers.ts';

export interface ImportReport {
  readonly moduleCount: number;
  /** One sentence for each refused import. */
  readonly violations: readonly string[];
}

/** Below this many modules the checker has not seen the sources (it sees none without a TypeScript parser). */
export const minimumModuleCount = 150;

/** Checks `server/src` and `client` below `root`. */
export async function checkImports(root: string): Promise<ImportReport> {
  const { output }: IReporterOutput = await cruise(
    ['server/src', 'client'],
    {
      baseDir: root,
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '\\.d\\.ts$' },
      parser: 'swc',
    },
    {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require'],
    },
  );
  if (typeof output === 'string') throw new Error(output);
  return {
    moduleCount: output.modules.filter(({ source }) => /^(server|client)\//.test(source)).length,
    violations: output.summary.violations.map(
      ({ rule, from, to }) => `${from} imports ${to}: ${commentOf(rule.name)}`,
    ),
  };
}

const layerRules = Object.entries(layers).map(([layer, allowed]): IForbiddenRuleType => {
  const others = [layer, ...allowed].map((name) => pathOf(name)).join('|');
  return {
    name: `layer-${layer}`,
    severity: 'error',
    comment: `\`${layer}\` may import only itself and ${allowed.join(', ') || 'nothing else'}`,
    from: { path: `^server/src/${pathOf(layer)}` },
    to: { path: '^(server|client)/', pathNot: `^server/src/(${others})` },
  };
});

const packageRules = Object.entries(packageOwners).map(
  ([name, owner]): IForbiddenRuleType => ({
    name: `package-${name}`,
    severity: 'error',
    comment: `\`${name}\` belongs to ${owner}`,
    from: { path: '^(server|client)/', pathNot: owner },
    to: { path: `(^|node_modules/)${name}(/|$)` },
  }),
);

const forbidden: IForbiddenRuleType[] = [
  ...layerRules,
  ...packageRules,
  {
    name: 'pure',
    severity: 'error',
    comment: 'this folder is pure: it knows no Node, no files and no editor',
    from: { path: `^server/src/(${pureLayers.map(pathOf).join('|')})` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'client-protocol',
    severity: 'error',
    comment: 'the client knows the server by `server/src/protocol` alone',
    from: { path: '^client/' },
    to: { path: '^server/', pathNot: '^server/src/protocol/' },
  },
  {
    name: 'cycle',
    severity: 'error',
    comment: 'modules must not import each other in a circle',
    from: {},
    to: { circular: true },
  },
  {
    name: 'unresolved',
    severity: 'error',
    comment: 'this module does not exist',
    from: {},
    to: { couldNotResolve: true, pathNot: '^vscode$' },
  },
];

function commentOf(ruleName: string): string {
  return forbidden.find(({ name }) => name === ruleName)?.comment ?? ruleName;
}

/** A layer's folder, or its file, as a regular expression. */
function pathOf(layer: string): string {
  return layer.endsWith('.ts') ? `${layer.replace('.', '\\.')}$` : `${layer}/`;
}

if (import.meta.main) {
  const { moduleCount, violations } = await checkImports(resolve(import.meta.dirname, '..'));
  for (const violation of violations) console.error(violation);
  if (moduleCount < minimumModuleCount) {
    console.error(`only ${moduleCount} modules were seen: the checker does not read the sources`);
  }
  const isGood = violations.length === 0 && moduleCount >= minimumModuleCount;
  if (isGood) console.log(`imports of ${moduleCount} modules follow the layers`);
  process.exitCode = isGood ? 0 : 1;
}
