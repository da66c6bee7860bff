import type { WeightsProgress } from '../protocol/requests.ts';

/** Hears how far the weights of a model are. */
export type OnWeights = (progress: WeightsProgress) => void;
