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
  'p3.chooseDatasetSource': {
    title: 'Choose dataset source',
    description: 'Name the file, folder or Hub dataset that the rows come from.',
  },
  'p3.chooseSplit': {
    title: 'Choose split',
    description: 'Take rows from another split of the dataset.',
  },
  'p3.refreshDataset': {
    title: 'Refresh dataset',
    description: 'Read schema and rows anew, from the Hub as well.',
  },
  'p3.showDatasetSchema': {
    title: 'Show dataset schema',
    description: 'Show the columns of the dataset as a `schema.json` would have them.',
  },
  'p3.setHubToken': {
    title: 'Set Hub token',
    description:
      'Keep a token for gated datasets among the secrets of VS Code; it is sent to its Hub alone.',
  },
  'p3.clearHubToken': {
    title: 'Forget Hub tokens',
    description: 'Take the tokens out of the secrets of VS Code.',
  },
  'p3.scoreAllTemplates': {
    title: 'Score all templates of the file',
    description:
      'Score each template that has answer choices, and show how far wording moves the accuracy.',
  },
  'p3.showScores': {
    title: 'Show scores',
    description: 'Show the last score of the template at the cursor, or of the file.',
  },
  'p3.chooseModel': {
    title: 'Choose model',
    description:
      'Score with another model: one on this machine, or one of the Hub, which is downloaded when you agree.',
  },
  'p3.checkScoring': {
    title: 'Check scoring',
    description: 'Run the model on a small prompt, and tell of its device, libraries and memory.',
  },
  'p3.setUpCuda': {
    title: 'Set up CUDA',
    description:
      'Take ONNX Runtime’s CUDA part from a NuGet package or folder (Linux x64), and tell what the machine lacks.',
  },
  'p3.stopScoring': {
    title: 'Stop scoring',
    description: 'End the scoring process at once; what was finished is kept.',
  },
  'p3.newTemplate': {
    title: 'New template…',
    description: 'Add a template for a usual task, written over the columns of the dataset.',
  },
  'p3.newIds': {
    title: 'New ids…',
    description: 'Give templates of the file new ids, such as after copying them by hand.',
  },
  'p3.copyTemplates': {
    title: 'Copy templates to another subset…',
    description: 'Write templates, with new ids, into the file of another subset of the dataset.',
  },
  'p3.openSamples': {
    title: 'Open samples',
    description: 'Open a copy of the sample datasets and templates.',
  },
  'p3.openWalkthrough': {
    title: 'Open walkthrough',
    description: 'Show the first steps: samples, completion, findings, preview and score.',
  },
  'p3.restartServer': {
    title: 'Restart language server',
    description: 'Start the language server, the renderer and the scorer anew.',
  },
} as const satisfies Readonly<Record<string, CommandDeclaration>>;

export type CommandId = keyof typeof commandDeclarations;
