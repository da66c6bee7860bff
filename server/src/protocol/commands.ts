/** Commands of the workbench, declared once: the manifest, the README table and the client follow from here. */

export interface CommandDeclaration {
  /** As the command palette shows it behind `P3:`. */
  readonly title: string;
  readonly description: string;
}

/** By id, as in `package.json` under `contributes.commands`. */
export const commandDeclarations = {
  'p3.previewTemplate': {
    title: 'Preview template',
    description: 'Show what the model gets for rows of the dataset, while you type.',
  },
  'p3.scoreTemplate': {
    title: 'Score template',
    description: 'Rank the answer choices of each row with the T5 model, and show the accuracy.',
  },
  'p3.restartServer': {
    title: 'Restart language server',
    description: 'Start the language server, the renderer and the scorer anew.',
  },
} as const satisfies Readonly<Record<string, CommandDeclaration>>;

export type CommandId = keyof typeof commandDeclarations;
