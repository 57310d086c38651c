import { load } from '@attn-elements/core/data';
import { AttnError, reason } from '@attn-elements/core/errors';
import { DocumentDataset } from '../datasets/document-dataset.js';
import { Epochs } from '../datasets/epochs.js';
import { holdBack, type Parts } from '../datasets/hold-back.js';
import { ImageDataset } from '../datasets/image-dataset.js';
import { TranslationDataset } from '../datasets/translation-dataset.js';
import { type Note, note, sharesOf } from '../corpus/notes.js';
import { arePictureFiles } from '../corpus/picture-files.js';
import { type PictureSet, readPhotos, readPictures } from '../corpus/pictures.js';
import { shifted } from '../corpus/shift.js';
import { readTable, type Table } from '../corpus/table.js';
import { sourceText } from '../corpus/text-source.js';
import { sentencesOf, Vocabulary, wordsOf } from '../corpus/vocabulary.js';
import { HierarchicalClassifier } from '../models/hierarchical-classifier.js';
import { ImageClassifier } from '../models/image-classifier.js';
import { Translator } from '../models/translator.js';
import { TrainerError } from '../trainer/errors.js';
import { Random } from '../trainer/random.js';
import { linearDecay } from './linear-decay.js';
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
  async of(data, choice, rest) {
    if (data === undefined) throw new TrainerError('no-data', { task: 'own' });
    if (arePictureFiles(data)) return ofPictures(await readPhotos(data, rest));
    const found = await sourceText(data, choice?.encoding);
    if (!found || found instanceof Uint8Array) return ofPictures(await readPictures(await load(found ?? data)));
    const { text, url } = found;
    if (/^\s*\{\s*"(images|labels)"/.test(text)) return ofPictures(await readPictures(await load(text)));
    const table = readTable(text, url, choice);
    return table.isOfClasses ? ofDocuments(table) : ofPairs(table);
  },
  open() {
    throw new TrainerError('no-data', { task: 'own' });
  },
};

/** Halvings that leave a map of three to six positions a side, where the image is that large. */
const halvings = (side: number): number => Math.max(2, Math.min(4, Math.floor(Math.log2(side / 3))));

function ofPictures({ items, classes, notes }: PictureSet): Task {
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
    learningRateSchedule: linearDecay(PICTURE_STEPS, 0.02),
    open({ seed, batch, layers, width, heads }) {
      if (Math.min(height, breadth) >> layers < 1) {
        const what = reason`${height} × ${breadth} images can be halved less often`;
        throw new AttnError('bad-option', { name: 'layers', value: layers, ...what });
      }
      const parts = holdBack(items, {
        seed,
        share: SHARE,
        content: ({ picture }) => fingerprint(picture.values),
        label: ({ label }) => label,
      });
      const { training, heldBack } = parts;
      const epochs = new Epochs(seed, training.length, batch);
      return new ImageDataset({
        model: new ImageClassifier({ channels, classes: classes.length, layers, width, heads }),
        batch,
        items: training.length,
        classes,
        pictures(step) {
          const random = new Random(seed, 'shift', step);
          return epochs.at(step).map((i) => ({ ...training[i], picture: shifted(training[i].picture, random) }));
        },
        heldBack,
        notes: [
          note('learns-pictures', sharesOf(classes, labelsOf(items))),
          ...notes,
          ...notesOf(parts, items, classes),
        ],
      });
    },
  };
}

function ofDocuments({ rows, names: [text, label], columns, notes }: Table): Task {
  const classes = [...new Set(rows.map(([, own]) => own))].sort();
  const documents = rows
    .map(([content, own]) => ({ sentences: sentencesOf(content), label: classes.indexOf(own) }))
    .filter(({ sentences }) => sentences.length > 0);
  const all = documents.flatMap(({ sentences }) => sentences);
  return {
    ...own,
    columns,
    uses: ['seed', 'learningRate', 'batch', 'width'],
    open({ seed, batch, width }) {
      const parts = holdBack(documents, {
        seed,
        share: SHARE,
        content: ({ sentences }) => JSON.stringify(sentences),
        label: ({ label: own }) => own,
      });
      const { training, heldBack } = parts;
      const learns = note('learns-classes', { text, label, ...sharesOf(classes, labelsOf(documents)) });
      const vocabulary = Vocabulary.of(
        training.flatMap(({ sentences }) => sentences),
        MOST_WORDS,
      );
      const epochs = new Epochs(seed, training.length, batch);
      return new DocumentDataset({
        model: new HierarchicalClassifier({ words: vocabulary.words.length, classes: classes.length, width }),
        batch,
        items: training.length,
        vocabulary,
        classes,
        sentences: Math.min(MOST_SENTENCES, largest(documents.map(({ sentences }) => sentences.length))),
        words: Math.min(LONGEST_SENTENCE, largest(all.map(({ length }) => length))),
        documents: (step) => epochs.at(step).map((i) => training[i]),
        heldBack,
        notes: [learns, ...notes, ...notesOf(parts, documents, classes)],
        read: sentencesOf,
      });
    },
  };
}

function ofPairs({ rows, names: [text, label], columns, notes }: Table): Task {
  const pairs = rows.map(([source, target]) => ({ source: wordsOf(source), target: wordsOf(target) }));
  const longest = (side: 'source' | 'target') =>
    Math.min(LONGEST_SENTENCE, largest(pairs.map((pair) => pair[side].length)));
  const sizes = { sourceLength: longest('source'), targetLength: longest('target') + 1 };
  return {
    ...own,
    columns,
    defaults: { ...commonDefaults, heads: 2, width: 48 },
    open(settings) {
      const { seed, batch } = settings;
      const parts = holdBack(pairs, { seed, share: SHARE, content: ({ source }) => JSON.stringify(source) });
      const { training, heldBack } = parts;
      const vocabularyOf = (side: 'source' | 'target') =>
        Vocabulary.of(
          training.map((pair) => pair[side]),
          MOST_WORDS,
        );
      const [sourceVocabulary, targetVocabulary] = [vocabularyOf('source'), vocabularyOf('target')];
      const epochs = new Epochs(seed, training.length, batch);
      const words = { sourceWords: sourceVocabulary.words.length, targetWords: targetVocabulary.words.length };
      return new TranslationDataset({
        model: new Translator({ ...settings, ...sizes, ...words }),
        batch,
        items: training.length,
        sourceVocabulary,
        targetVocabulary,
        ...sizes,
        pairs: (step) => epochs.at(step).map((i) => training[i]),
        heldBack,
        notes: [note('learns-texts', { text, label }), ...notes, ...notesOf(parts, pairs)],
        read: wordsOf,
      });
    },
  };
}

const largest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 1);

const labelsOf = (items: readonly { readonly label: number }[]): number[] => items.map(({ label }) => label);

/** Notes on how data were shared out between training and held-back items. */
function notesOf<T>(
  { repeated, disagreeing, without, isShared }: Parts<T>,
  items: readonly T[],
  classes: readonly string[] = [],
): Note[] {
  const notes: Note[] = [];
  if (repeated > 0) notes.push(note('rows-repeated', { count: repeated, all: items.length }));
  if (disagreeing > 0) notes.push(note('labels-disagree', { count: disagreeing }));
  if (without.length > 0) notes.push(note('classes-not-held-back', { classes: without.map((i) => classes[i]) }));
  if (isShared) notes.push(note('none-held-back'));
  return notes;
}

/** Fingerprint that tells a picture from others: 64 bits by FNV-1a (Fowler, Noll & Vo), from both ends. */
function fingerprint(values: Float32Array): string {
  const words = new Uint32Array(values.slice().buffer);
  let [ahead, back] = [2166136261, 2166136261];
  for (let i = 0; i < words.length; i++) {
    ahead = Math.imul(ahead ^ words[i], 16777619);
    back = Math.imul(back ^ words[words.length - 1 - i], 16777619);
  }
  return `${ahead} ${back}`;
}
