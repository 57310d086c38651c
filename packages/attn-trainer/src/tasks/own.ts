import { load } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { DocumentLesson } from '../lessons/document-lesson.js';
import { Epochs, split } from '../lessons/epochs.js';
import { ImageLesson } from '../lessons/image-lesson.js';
import { TranslationLesson } from '../lessons/translation-lesson.js';
import { type PictureSet, readPictures } from '../material/pictures.js';
import { shifted } from '../material/shift.js';
import { readTable, type Table } from '../material/table.js';
import { textOf } from '../material/text-source.js';
import { sentencesOf, Vocabulary, wordsOf } from '../material/vocabulary.js';
import { HierarchicalClassifier } from '../models/hierarchical-classifier.js';
import { ImageClassifier } from '../models/image-classifier.js';
import { Translator } from '../models/translator.js';
import { TrainerError } from '../trainer/errors.js';
import { Random } from '../trainer/random.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

/** Words that are known at most, the commonest: what a phone can bear. */
const MOST_WORDS = 2000;
/** The most words of a sentence that is translated, and sentences and words of a document: what is beyond is cut off. */
const LONGEST_SENTENCE = 24;
const MOST_SENTENCES = 12;
/** Steps of a run on pictures. */
const PICTURE_STEPS = 800;
/** One item in so many is held back. */
const SHARE = 6;
/** More classes than that are no classes, but texts. */
const MOST_CLASSES = 50;

/**
 * The author's data. Text and label becomes a classifier of documents, pairs of texts a translator, images and labels a
 * classifier of images.
 */
export const own: Task = {
  name: 'own',
  defaults: commonDefaults,
  uses: transformerSettings,
  steps: 600,
  goal: { loss: 0.5 },
  takesData: true,
  async of(data) {
    if (data === undefined) throw new TrainerError('no-data', { task: 'own' });
    const found = await textOf(data);
    if (!found || found instanceof Uint8Array) return ofPictures(await readPictures(await load(found ?? data)));
    const { text, url } = found;
    if (/^\s*\{\s*"(images|labels)"/.test(text)) return ofPictures(await readPictures(await load(text)));
    const table = readTable(text, url);
    return isOfClasses(table) ? ofDocuments(table, url) : ofPairs(table);
  },
  open() {
    throw new TrainerError('no-data', { task: 'own' });
  },
};

/** Halvings that leave a map of three to six positions a side, where the image is that large. */
const halvings = (side: number): number => Math.max(2, Math.min(4, Math.floor(Math.log2(side / 3))));

function ofPictures({ items, classes }: PictureSet): Task {
  const [height, breadth, channels] = items[0].picture.shape;
  return {
    ...own,
    defaults: {
      ...commonDefaults,
      learningRate: 5e-3,
      layers: halvings(Math.min(height, breadth)),
      heads: 4,
      width: 16,
    },
    uses: ['seed', 'learningRate', 'batch', 'layers', 'heads', 'width'],
    steps: PICTURE_STEPS,
    // Few pictures are learned by heart; with smaller and smaller steps, what comes of it depends less on the last of them.
    pace: (step) => Math.max(0.02, 1 - step / PICTURE_STEPS),
    open({ seed, batch, layers, width, heads }) {
      if (Math.min(height, breadth) >> layers < 1) {
        const what = `${height} × ${breadth} images can be halved less often`;
        throw new AttnError('bad-option', { name: 'layers', value: layers, what });
      }
      const { training, heldBack } = split(items, seed, SHARE);
      const epochs = new Epochs(seed, training.length, batch);
      return new ImageLesson({
        model: new ImageClassifier({ channels, classes: classes.length, layers, width, heads }),
        batch,
        classes,
        pictures(step) {
          const random = new Random(seed, 'shift', step);
          return epochs.at(step).map((i) => ({ ...training[i], picture: shifted(training[i].picture, random) }));
        },
        heldBack,
      });
    },
  };
}

function ofDocuments({ rows }: Table, url: string): Task {
  const classes = [...new Set(rows.map(([, label]) => label))].sort();
  if (classes.length < 2) throw new AttnError('damaged', { url, what: 'its labels are all alike' });
  const documents = rows
    .map(([text, label]) => ({ sentences: sentencesOf(text), label: classes.indexOf(label) }))
    .filter(({ sentences }) => sentences.length > 0);
  const all = documents.flatMap(({ sentences }) => sentences);
  return {
    ...own,
    uses: ['seed', 'learningRate', 'batch', 'width'],
    open({ seed, batch, width }) {
      const { training, heldBack } = split(documents, seed, SHARE);
      const vocabulary = Vocabulary.of(
        training.flatMap(({ sentences }) => sentences),
        MOST_WORDS,
      );
      const epochs = new Epochs(seed, training.length, batch);
      return new DocumentLesson({
        model: new HierarchicalClassifier({ words: vocabulary.words.length, classes: classes.length, width }),
        batch,
        vocabulary,
        classes,
        sentences: Math.min(MOST_SENTENCES, largest(documents.map(({ sentences }) => sentences.length))),
        words: Math.min(LONGEST_SENTENCE, largest(all.map(({ length }) => length))),
        documents: (step) => epochs.at(step).map((i) => training[i]),
        heldBack,
        read: sentencesOf,
      });
    },
  };
}

function ofPairs({ rows }: Table): Task {
  const pairs = rows.map(([source, target]) => ({ source: wordsOf(source), target: wordsOf(target) }));
  const longest = (side: 'source' | 'target') =>
    Math.min(LONGEST_SENTENCE, largest(pairs.map((pair) => pair[side].length)));
  const sizes = { sourceLength: longest('source'), targetLength: longest('target') + 1 };
  return {
    ...own,
    defaults: { ...commonDefaults, heads: 2, width: 48 },
    open(settings) {
      const { seed, batch } = settings;
      const { training, heldBack } = split(pairs, seed, SHARE);
      const vocabularyOf = (side: 'source' | 'target') =>
        Vocabulary.of(
          training.map((pair) => pair[side]),
          MOST_WORDS,
        );
      const [sourceVocabulary, targetVocabulary] = [vocabularyOf('source'), vocabularyOf('target')];
      const epochs = new Epochs(seed, training.length, batch);
      const words = { sourceWords: sourceVocabulary.words.length, targetWords: targetVocabulary.words.length };
      return new TranslationLesson({
        model: new Translator({ ...settings, ...sizes, ...words }),
        batch,
        sourceVocabulary,
        targetVocabulary,
        ...sizes,
        pairs: (step) => epochs.at(step).map((i) => training[i]),
        heldBack,
        read: wordsOf,
      });
    },
  };
}

const largest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 1);

/** Whether the second column names classes, by what it is called or by how often its entries come again, and is no text of its own. */
function isOfClasses({ rows, names }: Table): boolean {
  if (names && /label|class|category/i.test(names[1])) return true;
  const distinct = new Set(rows.map(([, answer]) => answer)).size;
  return distinct <= MOST_CLASSES && distinct <= rows.length / 4;
}
