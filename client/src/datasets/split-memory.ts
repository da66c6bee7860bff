import type { Memento } from 'vscode';
import type { ChosenSplit } from '../../../server/src/protocol/datasets.ts';

/** The splits that the user chose in this workspace. */
export interface SplitMemory {
  all(): readonly ChosenSplit[];
  keep(choice: ChosenSplit): Promise<void>;
}

const key = 'p3.chosenSplits';
const mostChoices = 200;

export function createSplitMemory(state: Pick<Memento, 'get' | 'update'>): SplitMemory {
  const all = () => state.get<readonly ChosenSplit[]>(key, []);
  return {
    all,
    async keep(choice) {
      const others = all().filter(
        ({ dataset, subset }) => dataset !== choice.dataset || subset !== choice.subset,
      );
      await state.update(key, [choice, ...others].slice(0, mostChoices));
    },
  };
}
