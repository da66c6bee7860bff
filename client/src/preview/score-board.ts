import type { TemplateSummary } from '../../../server/src/protocol/requests.ts';
import type { FileScoreState, ScoreState } from '../../webview/messages.ts';

/** The scores since the window opened; several may run at a time. */
export interface ScoreBoard {
  /** The state beside the template as it is now, which tells whether a result is outdated. */
  stateOf(
    template: TemplateReference,
    now: Pick<TemplateSummary, 'textKey'> | undefined,
  ): ScoreState;
  set(template: TemplateReference, state: ScoreState): void;
  fileStateOf(uri: string): FileScoreState;
  setFile(uri: string, state: FileScoreState): void;
}

export interface TemplateReference {
  readonly uri: string;
  readonly templateId: string;
}

export function createScoreBoard(): ScoreBoard {
  const states = new Map<string, ScoreState>();
  const files = new Map<string, FileScoreState>();
  return {
    stateOf(template, now) {
      const state = states.get(keyOf(template)) ?? { kind: 'none' };
      if (state.kind !== 'finished' || state.result.kind === 'failed') {
        return state;
      }
      const isOutdated = now !== undefined && state.result.textKey !== now.textKey;
      return { ...state, isOutdated };
    },
    set(template, state) {
      states.set(keyOf(template), state);
    },
    fileStateOf: (uri) => files.get(uri) ?? { kind: 'none' },
    setFile(uri, state) {
      files.set(uri, state);
    },
  };
}

export function keyOf({ uri, templateId }: TemplateReference): string {
  return `${uri}#${templateId}`;
}
