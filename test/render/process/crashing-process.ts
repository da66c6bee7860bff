/** Stands in for the render process: renders nothing, and crashes on the template `crash`. */
import type { MessageToProcess } from '../../../server/src/render/process/protocol.ts';

process.once('disconnect', () => process.exit());
process.on('message', (message: MessageToProcess) => {
  if (message.kind !== 'render') return;
  if (message.request.templates[0]?.jinja === 'crash') {
    process.stderr.write('Error: out of luck\n', () => process.exit(7));
    return;
  }
  const row = { kind: 'rendered', index: 0, raw: '', parts: [''], answerChoices: null };
  process.send?.({ kind: 'row', run: message.run, row });
  process.send?.({ kind: 'done', run: message.run });
});
process.send?.({ kind: 'ready' });
