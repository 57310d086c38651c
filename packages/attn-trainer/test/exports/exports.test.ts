import { load } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import { Trainer } from '../../src/trainer/trainer.js';
import { cases, ran } from './cases.js';
import { readRecord, recordOf } from './record.js';

describe('a run for other programs', () => {
  it.each(Object.keys(cases))(
    '%s: is the program and the graph that PyTorch and onnxruntime were held to, and loses what PyTorch did',
    async (name) => {
      const kept = readRecord()[name];
      const trainer = await ran(name);
      const { loss } = await trainer.evaluate();
      expect(await recordOf(trainer)).toEqual({ code: kept.code, graph: kept.graph });
      const losses = [...trainer.history.losses];
      expect(losses).toHaveLength(kept.losses.length);
      for (const [step, one] of losses.entries()) expect(Math.abs(one - kept.losses[step])).toBeLessThan(1e-4);
      expect(Math.abs(loss - kept.loss)).toBeLessThan(1e-4);
      trainer.dispose();
    },
  );

  it('has weights of what is learned and nothing else, under the names of the class', async () => {
    const trainer = await Trainer.create(cases['reverse, scaled-dot']);
    await trainer.step(2);
    const file = await load(await trainer.save('weights'));
    const learned = Object.entries(trainer.dataset.model.parameters).filter(([, { isFrozen }]) => !isFrozen);
    expect([...file.names].sort()).toEqual(learned.map(([name]) => name).sort());
    for (const [name, { shape }] of learned) expect((await file.get(name)).shape).toEqual(shape);
    expect(file.metadata.get('task')).toBe('reverse');
    expect(file.metadata.get('step')).toBe('2');
    const other = await Trainer.create(cases['reverse, scaled-dot']);
    await other.load(await trainer.save('weights'));
    expect((await other.evaluate()).loss).toBe((await trainer.evaluate()).loss);
    for (const one of [trainer, other]) one.dispose();
  });

  it('is refused in a form that there is not', async () => {
    const trainer = await Trainer.create(cases.copy);
    await expect(trainer.save('pt' as 'npz')).rejects.toMatchObject({ code: 'bad-option', details: { value: 'pt' } });
    trainer.dispose();
  });

  it('names the learning rate in force, and the decay of its task', async () => {
    const trainer = await Trainer.create(cases.sort);
    trainer.learningRate = 0.0125;
    const code = new TextDecoder().decode(await trainer.save('python'));
    expect(code).toContain('LEARNING_RATE = 0.0125\n');
    expect(code).toContain('lambda step: max(0.05, 1 - step / 600)');
    trainer.dispose();
  });
});
