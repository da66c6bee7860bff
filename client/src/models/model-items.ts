import type { KnownModelSummary, ModelList } from '../../../server/src/protocol/scoring.ts';
import { formatBytes } from './format-bytes.ts';

/** What choosing an item does. */
export type ModelChoice =
  | { readonly kind: 'use'; readonly folder: string }
  | { readonly kind: 'download'; readonly id: string }
  | { readonly kind: 'browse' }
  | { readonly kind: 'name' };

/** One line of the list: a heading, or a model. */
export type ModelItem =
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'model';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      readonly choice: ModelChoice;
    };

/** The list of *P3: Choose model*. `current` is the folder of the settings; empty for the embedded model. */
export function modelItems({ known, local }: ModelList, current: string): readonly ModelItem[] {
  const isChosen = (folder: string) => (folder === current ? '$(check) ' : '');
  const onMachine = local.map(({ name, folder, bytes, from }): ModelItem => {
    const place =
      from === 'downloaded' ? 'downloaded here' : 'in the cache of the Hugging Face Hub';
    return {
      kind: 'model',
      label: `${isChosen(folder)}${name}`,
      description: `${formatBytes(bytes)}, ${place}`,
      detail: folder,
      choice: { kind: 'use', folder },
    };
  });
  const named = new Set(local.map(({ name }) => name));
  const others = known.filter(({ id }) => !named.has(id)).map(toDownload);
  return [
    { kind: 'heading', label: 'On this machine' },
    {
      kind: 'model',
      label: `${isChosen('')}Embedded demo model`,
      description: 'comes with P3 Workbench',
      detail: 'Tiny: shows how scoring works, and is not T0.',
      choice: { kind: 'use', folder: '' },
    },
    ...onMachine,
    ...folderOfSettings(local, current),
    {
      kind: 'model',
      label: '$(folder-opened) Choose a folder…',
      description: '',
      detail: 'A Hugging Face checkpoint as downloaded, or ONNX in optimum’s layout.',
      choice: { kind: 'browse' },
    },
    { kind: 'heading', label: 'To download' },
    ...others,
    {
      kind: 'model',
      label: '$(cloud-download) Another model of the Hub…',
      description: '',
      detail: 'A T5 model by its name, such as `owner/name`.',
      choice: { kind: 'name' },
    },
  ];
}

/** A folder that was chosen by hand is listed nowhere else. */
function folderOfSettings(local: ModelList['local'], current: string): readonly ModelItem[] {
  if (current === '' || local.some(({ folder }) => folder === current)) return [];
  const choice: ModelChoice = { kind: 'use', folder: current };
  const label = `$(check) ${current.split(/[\\/]/).at(-1)}`;
  return [{ kind: 'model', label, description: 'chosen now', detail: current, choice }];
}

function toDownload({
  id,
  about,
  licence,
  downloadBytes,
  memoryBytes,
}: KnownModelSummary): ModelItem {
  const { fp32, int8 } = memoryBytes;
  return {
    kind: 'model',
    label: `$(cloud-download) ${id}`,
    description: `${formatBytes(downloadBytes)} · memory ${formatBytes(fp32)}, in int8 ${formatBytes(int8)} · ${licence}`,
    detail: about,
    choice: { kind: 'download', id },
  };
}
