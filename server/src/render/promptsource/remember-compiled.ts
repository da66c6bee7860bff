import type { CompileTemplate } from './evaluate.ts';

/** Compiles each text once. */
export function rememberCompiled(compile: CompileTemplate): CompileTemplate {
  const compiled = new Map<string, ReturnType<CompileTemplate>>();
  return (source) => {
    const known = compiled.get(source);
    if (known !== undefined) return known;
    const render = compile(source);
    compiled.set(source, render);
    return render;
  };
}
