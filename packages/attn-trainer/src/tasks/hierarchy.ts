import { DocumentDataset } from '../datasets/document-dataset.js';
import { drawUntil } from '../datasets/held-back.js';
import { anyNotes, classes, LONGEST, noteWords } from '../corpus/travel-notes.js';
import { sentencesOf, Vocabulary } from '../corpus/vocabulary.js';
import { HierarchicalClassifier } from '../models/hierarchical-classifier.js';
import { Random } from '../trainer/random.js';
import { commonDefaults, type Task } from './task.js';

const HELD_BACK = 200;

/** Notes of a traveller, of sentences of words: attention finds the sentence, and in it the word, that decides (Yang et al. 2016). */
export const hierarchy: Task = {
  name: 'hierarchy',
  defaults: { ...commonDefaults, learningRate: 1e-2, width: 16 },
  uses: ['seed', 'learningRate', 'batch', 'width'],
  steps: 400,
  goal: { accuracy: 0.97 },
  open({ seed, batch, width }) {
    const vocabulary = new Vocabulary(noteWords);
    const drawn = (random: Random, count: number, heldBack: boolean) =>
      Array.from({ length: count }, () =>
        drawUntil(
          () => anyNotes(random),
          ({ sentences }) => sentences.map((one) => one.join(' ')).join('. '),
          heldBack,
        ),
      );
    return new DocumentDataset({
      model: new HierarchicalClassifier({ words: vocabulary.words.length, classes: classes.length, width }),
      batch,
      vocabulary,
      classes,
      ...LONGEST,
      documents: (step) => drawn(new Random(seed, 'batch', step), batch, false),
      heldBack: drawn(new Random(seed, 'held back'), HELD_BACK, true),
      read: sentencesOf,
    });
  },
};
