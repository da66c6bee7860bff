/** What the preview says when there is nothing to show. */
export const previewText = {
  noTemplate: 'This file has no template yet.',
  deleted: 'The template is gone. Put the cursor into another one.',
  closed: (name: string) => `\`${name}\` is closed. Open it again to go on.`,
  starting: 'Waiting for the language server…',
  failed: (reason: string) => `The template could not be rendered: ${reason}`,
};
