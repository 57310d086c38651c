import { describe, expect, it } from 'vitest';
import { readEvents } from '../../src/files/event-file.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { expectOfTensorBoard, ofTensorBoard } from './tensorboard-events.js';

describe('an event file', () => {
  it('of TensorBoard is read: scalars, histograms and pictures of both generations', () => {
    expectOfTensorBoard(readEvents(ofTensorBoard.read(), 'theirs'));
  });

  it('of ours is read as what was written', async () => {
    const trainer = await Trainer.create({ task: 'reverse', heads: 2, width: 8, length: 4, batch: 4 });
    await trainer.step(3);
    await trainer.snapshot();
    const { scalars, histograms, images, others } = readEvents(await trainer.save('tensorboard'), 'ours');
    expect(scalars.get('loss/train')).toEqual({ steps: [1, 2, 3], values: [...trainer.history.losses] });
    expect(histograms.get('parameters/lm_head.bias')!.map(({ step }) => step)).toEqual([0, 3]);
    expect(images.get('attention/self/layer0/head1')).toMatchObject([{ step: 3, width: 4, height: 4 }]);
    expect(others.size).toBe(0);
    trainer.dispose();
  });

  it('is read up to where it is cut off, and refused where a byte is another', () => {
    const bytes = ofTensorBoard.read();
    const { scalars } = readEvents(bytes.subarray(0, 200), 'cut');
    expect(scalars.get('old/loss')!.steps[0]).toBe(1);
    const other = bytes.slice();
    other[bytes.length - 40] ^= 1;
    expect(() => readEvents(other, 'x')).toThrow(/x is damaged: the checksum at byte \d+ is wrong/);
  });
});
