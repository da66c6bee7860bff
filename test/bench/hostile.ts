/**
 * `npm run bench:hostile`: how long the caller's event loop stands still while templates that want too much are stopped
 * in the built render process. The language server is such a caller; its limit is 50 ms.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RenderRequest } from '../../server/src/render/process/protocol.ts';
import { createRenderClient } from '../../server/src/render/process/render-client.ts';
import { hostileTemplates } from '../safety/hostile-templates.ts';

const limitMs = 50;
const client = createRenderClient({
  timeoutMs: 400,
  memoryMb: 128,
  entry: join(import.meta.dirname, '../../dist/server/render-process.cjs'),
  execPath: process.execPath,
  keepsSpare: true,
  logger: { info: () => {}, warn: () => {} },
});

function request(jinja: string): RenderRequest {
  return {
    templates: [{ id: 'a', name: 'a', jinja, answerChoices: null }],
    rows: [{ index: 0, json: '{"l": [1]}' }],
    options: { truncate: false, dialect: 'main', choice: { kind: 'row' } },
  };
}

await client.render(request('warm up'));
const stops: { readonly name: string; readonly ms: number }[] = [];
for (const [name, template] of hostileTemplates) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await client.render(request(template));
  await client.render(request('{{ l }}'));
  delay.disable();
  stops.push({ name, ms: delay.max / 1e6 });
}
client.dispose();
stops.sort((one, other) => other.ms - one.ms);
for (const { name, ms } of stops.slice(0, 5)) console.log(`${ms.toFixed(0)} ms: ${name}`);
const median = stops[Math.floor(stops.length / 2)]?.ms ?? Number.NaN;
console.log(`median ${median.toFixed(1)} ms over ${stops.length} templates, limit ${limitMs} ms`);
process.exitCode = (stops[0]?.ms ?? 0) > limitMs ? 1 : 0;
