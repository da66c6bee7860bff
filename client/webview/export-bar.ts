import { button, element } from './elements.ts';
import type { ScoreExport } from './messages.ts';

const exports: readonly {
  readonly format: ScoreExport;
  readonly label: string;
  readonly title: string;
}[] = [
  { format: 'copy-markdown', label: 'Copy', title: 'Copy as a Markdown table' },
  { format: 'save-csv', label: 'CSV', title: 'Save as CSV…' },
  { format: 'save-json', label: 'JSON', title: 'Save as JSON…' },
];

/** Buttons that take scores out of the panel. */
export function exportBar(exportAs: (format: ScoreExport) => void): HTMLElement {
  return element(
    'div',
    { class: 'exports', role: 'group', attributes: { 'aria-label': 'Export' } },
    ...exports.map(({ format, label, title }) =>
      button(label, { class: 'secondary', title }, () => exportAs(format)),
    ),
  );
}
