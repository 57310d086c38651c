import '@attn-elements/attn-trainer/define';
import { type Progress, Trainer } from '@attn-elements/attn-trainer/trainer';

export async function train(): Promise<Progress> {
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
