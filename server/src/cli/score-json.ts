import type { TemplateScore } from '../protocol/requests.ts';
import type { Output } from './output.ts';
import type { ScoreReporter } from './score-report.ts';

/** `p3 score --format json`; its keys are a contract. */
export function createJsonReport(output: Output): ScoreReporter {
  let isFirst = true;
  return {
    async begin(model) {
      await output.write(`{\n"model": ${JSON.stringify(model)},\n"templates": [`);
    },
    async template(score) {
      await output.write(`${isFirst ? '' : ','}\n${toJson(score)}`);
      isFirst = false;
    },
    async end(summary, comparison) {
      const compared =
        comparison === null ? '' : `,\n"precisionComparison": ${JSON.stringify(comparison)}`;
      await output.write(`\n],\n"summary": ${JSON.stringify(summary)}${compared}\n}\n`);
    },
  };
}

/** A line for each row. */
function toJson({ examples, statistics, ...score }: TemplateScore): string {
  const rows = examples.map((example) => `  ${JSON.stringify(example)}`).join(',\n');
  const figures = JSON.stringify({ ...score, ...statistics }).slice(0, -1);
  return `${figures},"examples":[\n${rows}\n]}`;
}
