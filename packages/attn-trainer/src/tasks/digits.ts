import { ImageDataset, type LabelledPicture } from '../datasets/image-dataset.js';
import { CHANNELS, digitNames, drawDigit } from '../corpus/glyphs.js';
import { ImageClassifier } from '../models/image-classifier.js';
import { Random } from '../trainer/random.js';
import { commonDefaults, type Task } from './task.js';

/** Pixels of a side: after two layers, 4 × 4 positions. */
const SIDE = 16;
const HELD_BACK = 200;

/** The classifier of tutorials on attention: convolutions, attention over positions, and a class, of digits drawn on the page. */
export const digits: Task = {
  name: 'digits',
  defaults: { ...commonDefaults, learningRate: 5e-3, layers: 2, heads: 4, width: 12 },
  uses: ['seed', 'learningRate', 'batch', 'layers', 'heads', 'width'],
  steps: 500,
  goal: { accuracy: 0.95 },
  open({ seed, batch, layers, width, heads }) {
    const draw = (random: Random): LabelledPicture => {
      const label = random.below(digitNames.length);
      return { picture: drawDigit(label, SIDE, random), label };
    };
    const drawn = (random: Random, count: number) => Array.from({ length: count }, () => draw(random));
    return new ImageDataset({
      model: new ImageClassifier({ channels: CHANNELS, classes: digitNames.length, layers, width, heads }),
      batch,
      classes: digitNames,
      pictures: (step) => drawn(new Random(seed, 'batch', step), batch),
      heldBack: drawn(new Random(seed, 'held back'), HELD_BACK),
    });
  },
};
