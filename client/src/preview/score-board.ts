import type { ScoreState } from '../../webview/messages.ts';

/** The score of each template since the window opened; several may run at a time. */
export interface ScoreBoard {
  /** The state as of a version of the document, which tells whether a result is outdated. */
  stateOf(template: TemplateReference, version: number | undefined): ScoreState;
  set(template: TemplateReference, state: ScoreState): void;
}

export interface TemplateReference {
  readonly uri: string;
  readonly templateId: string;
}

export function createScoreBoard(): ScoreBoard {
  const states = new Map<string, ScoreState>();
  return {
    stateOf(template, version) {
      const state = states.get(keyOf(template)) ?? { kind: 'none' };
      if (state.kind !== 'finished' || state.result.kind === 'failed') {
        return state;
      }
      return { ...state, isOutdated: version !== undefined && state.result.version !== version };
    },
    set(template, state) {
      states.set(keyOf(template), state);
    },
  };
}

export function keyOf({ uri, templateId }: TemplateReference): string {
  return `${uri}#${templateId}`;
}
