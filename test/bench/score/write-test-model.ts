/** `FOLDER`: the model of the test against transformers, for the tool that records its scores. */
import { testShape, writeRandomModel } from './random-model.ts';

await writeRandomModel(process.argv[2] ?? '.', testShape);
