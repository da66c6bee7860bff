/** What the benchmark uses of nunjucks' public interface. */
declare module 'nunjucks' {
  interface NunjucksEnvironment {
    addFilter(name: string, filter: (items: unknown[]) => unknown): void;
  }
  const nunjucks: {
    installJinjaCompat(): void;
    readonly Environment: new (
      loader: null,
      options: { readonly autoescape: boolean },
    ) => NunjucksEnvironment;
    readonly Template: new (
      source: string,
      environment: NunjucksEnvironment,
      path: string,
      eagerCompile: boolean,
    ) => { render(context: object): string };
  };
  export default nunjucks;
}
