import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = path.resolve(import.meta.dirname, '../..');

/** One token as VS Code's engine sees it. */
export interface Token {
  readonly text: string;
  /** From the outermost scope inwards, without that of the file. */
  readonly scopes: readonly string[];
}

/** Loads the grammar of the package into VS Code's TextMate engine and gives a function that tokenizes a document. */
export async function loadTokenizer(): Promise<(document: string) => readonly Token[]> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const file = path.join(root, 'syntaxes/p3-template.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(file, 'utf8'), file),
  });
  const grammar = await registry.loadGrammar('source.yaml.p3-template');
  if (grammar === null) {
    throw new Error('The grammar did not load.');
  }
  return (document) => tokenize(grammar, document);
}

function tokenize(grammar: textmate.IGrammar, document: string): readonly Token[] {
  const tokens: Token[] = [];
  let state = textmate.INITIAL;
  for (const line of document.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const text = line.slice(startIndex, endIndex);
      if (text.trim() !== '') {
        tokens.push({ text, scopes: scopes.slice(1) });
      }
    }
  }
  return tokens;
}
