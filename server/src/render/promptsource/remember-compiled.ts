/** Compiles each text once. */
export function rememberCompiled<Render>(
  compile: (source: string) => Render,
): (source: string) => Render {
  const compiled = new Map<string, Render>();
  return (source) => {
    const known = compiled.get(source);
    if (known !== undefined) return known;
    const render = compile(source);
    compiled.set(source, render);
    return render;
  };
}
