import '@attn-elements/attn-trainer/define';
import { type StepProgress, Trainer } from '@attn-elements/attn-trainer/trainer';
import { AttnHeatmap } from '@attn-elements/attn-heatmap';
import { AttnHeatmap as Same, PePlot } from 'attn-elements';
import 'attn-elements/define';

// One class, whichever package gives it.
export const heatmap: AttnHeatmap = new Same();
export const plot: PePlot = document.createElement('pe-plot');

export async function train(): Promise<StepProgress> {
  const element = document.createElement('attn-trainer');
  element.task = 'sort';
  // @ts-expect-error: an engine has one of three names
  element.engine = 'steam';
  await element.train();
  const trainer = await Trainer.create({ task: 'sort', heads: 2, engine: ['wasm', 'cpu'] });
  const values: Float32Array = (await trainer.example('CBA')).attention[0].values;
  console.log(values, trainer.history.losses);
  return trainer.step(10);
}
