import { AttnError, reason } from '@attn-elements/core/errors';
import { TrainerError } from '../trainer/errors.js';
import { type Column, columnOf, hasDecimals, isNumber, MOST_CLASSES } from './columns.js';
import { type Note, note } from './notes.js';
import { recordsOf } from './records.js';

/** Two columns of text: inputs and targets. */
export interface Table {
  readonly rows: readonly (readonly [text: string, label: string])[];
  /** Names of the two columns: by the file, or their numbers from 0. */
  readonly names: readonly [text: string, label: string];
  /** Whether the second column names classes; else it holds texts, as translations are. */
  readonly isOfClasses: boolean;
  readonly columns: ColumnNames;
  readonly notes: readonly Note[];
}

export interface ColumnNames {
  readonly all: readonly string[];
  readonly text: string;
  readonly label: string;
}

/** Columns of a table that the author chose, each by its name or its number from 0. */
export interface ColumnChoice {
  /** Column of the input texts. */
  readonly textColumn?: string;
  /** Column of the targets: classes or texts. */
  readonly labelColumn?: string;
  /** Encoding of the text, where it is not UTF-8 or UTF-16. */
  readonly encoding?: string;
}

/** Names of columns that say what they hold; the first is surer than all others. */
const textNames = ['text', 'source', 'input', 'sentence', 'document', 'question', 'en', 'english', 'src'];
const labelNames = ['label', 'class', 'category', 'target', 'output', 'translation', 'answer', 'zh', 'chinese', 'tgt'];
/** Names of columns of classes, whatever they hold. */
const namesOfClasses = /label|class|categor/i;

/**
 * Reads JSON lines, tab-, comma- or semicolon-separated text. The two columns are those that were chosen, else those whose names
 * say so (`text` and `label`, `source` and `target`), else those that their content tells: classes are few values that come
 * again, and what numbers the rows is neither. Throws `no-column`, `choose-column` where several may be meant, `one-class`,
 * `decimal-labels`, `many-classes`, and `damaged` where there are no two rows of two columns.
 */
export function readTable(text: string, url: string, choice: ColumnChoice = {}): Table {
  const records = recordsOf(text, url);
  const [first = [], ...others] = records.rows;
  const isNamed = records.isNamed || isHeader(first, others, choice);
  const rows = isNamed ? others : records.rows;
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, at) =>
    columnOf(
      isNamed ? (first[at] ?? '') : String(at),
      at,
      rows.map((row) => row[at] ?? ''),
    ),
  );
  const [from, to] = new Chooser(columns, isNamed, url).choose(choice);
  const pairs = rows.map((row) => [row[from.at] ?? '', row[to.at] ?? ''] as const).filter(([a, b]) => a && b);
  if (pairs.length < 2) throw new AttnError('damaged', { url, ...reason`it has no two rows of two columns` });
  const isOfClasses = areClasses(to, url, pairs);
  const left = rows.length - pairs.length;
  return {
    rows: pairs,
    names: [from.name, to.name],
    isOfClasses,
    columns: { all: columns.map(nameOf), text: nameOf(from), label: nameOf(to) },
    notes: left > 0 ? [note('rows-left-out', { count: left })] : [],
  };
}

/**
 * Whether the first row says what the columns hold rather than an example: it has a name of ours or a chosen one, or in some
 * column what no other row is like, a word over numbers or over classes that come again. Translations have neither.
 */
function isHeader(first: readonly string[], rows: readonly (readonly string[])[], choice: ColumnChoice): boolean {
  if (first.length < 2 || rows.length === 0) return false;
  const known = [...textNames, ...labelNames];
  if (first.filter((name) => known.includes(name.toLowerCase())).length > 1) return true;
  if (first.some((name) => name !== '' && (name === choice.textColumn || name === choice.labelColumn))) return true;
  return first.some((name, at) => {
    const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '');
    if (name === '' || cells.length === 0 || isNumber(name)) return false;
    const values = new Set(cells);
    return cells.every(isNumber) || (4 * values.size <= cells.length && !values.has(name));
  });
}

/** Finds the two columns that are meant. */
class Chooser {
  readonly #columns: readonly Column[];
  readonly #isNamed: boolean;
  readonly #url: string;

  constructor(columns: readonly Column[], isNamed: boolean, url: string) {
    this.#columns = columns;
    this.#isNamed = isNamed;
    this.#url = url;
  }

  choose({ textColumn, labelColumn }: ColumnChoice): readonly [text: Column, label: Column] {
    let text = textColumn === undefined ? null : this.#called(textColumn, 'text-column');
    let label = labelColumn === undefined ? null : this.#called(labelColumn, 'label-column');
    text ??= this.#named(textNames, label, 'text-column');
    label ??= this.#named(labelNames, text, 'label-column');
    // One name alone may mean anything: of labels it is as good as both.
    if (text && !label) label = this.#label(text);
    if (!text) [text, label] = this.#byContent(label);
    return [text, label!];
  }

  #called(name: string, attribute: string): Column {
    const column =
      this.#columns.find((one) => one.name === name) ?? this.#columns.find(({ at }) => String(at) === name);
    if (column) return column;
    throw new TrainerError('no-column', { url: this.#url, name, attribute, ...namesOf(this.#columns) });
  }

  /** The one column that has one of these names; of several the one that has the first of them. */
  #named(names: readonly string[], taken: Column | null, attribute: string): Column | null {
    if (!this.#isNamed) return null;
    const found = this.#columns.filter((one) => one !== taken && names.includes(one.name.toLowerCase()));
    const surest = found.find((one) => one.name.toLowerCase() === names[0]);
    return surest ?? (found.length > 0 ? this.#only(found, attribute) : null);
  }

  #byContent(label: Column | null): readonly [Column, Column] {
    const texts = (except: Column | null) => this.#columns.filter((one) => one.kind === 'text' && one !== except);
    if (label) return [this.#only(textsOr(texts(label), this.#classes(label)), 'text-column'), label];
    const classes = this.#classes(null);
    if (classes.length > 0 && texts(null).length > 0) {
      return [this.#only(texts(null), 'text-column'), this.#only(classes, 'label-column')];
    }
    // Of two columns of words that come again, or of two texts of which one has few, the fewer are the classes.
    const both = classes.length > 0 ? classes : texts(null);
    if (both.length > 2) throw this.#unclear(both, 'text-column');
    if (both.length === 2) {
      const [a, b] = both;
      const isTurned = 2 * a.distinct < b.distinct && a.distinct <= MOST_CLASSES;
      return isTurned ? [b, a] : [a, b];
    }
    if (both.length === 1) return [both[0], this.#label(both[0])];
    throw new AttnError('damaged', { url: this.#url, ...reason`it has no two rows of two columns` });
  }

  /** Column of the targets, beside a column of texts. */
  #label(text: Column): Column {
    const classes = this.#classes(text);
    if (classes.length > 0) return this.#only(classes, 'label-column');
    const others = this.#columns.filter((one) => one !== text && one.kind !== 'index');
    const texts = others.filter(({ kind }) => kind === 'text');
    const informative = others.filter(({ kind }) => kind !== 'constant');
    const left = [texts, informative, others].find(({ length }) => length > 0);
    if (!left) throw new AttnError('damaged', { url: this.#url, ...reason`it has no two rows of two columns` });
    return this.#only(left, 'label-column');
  }

  #classes = (except: Column | null): readonly Column[] =>
    this.#columns.filter((one) => one.kind === 'classes' && one !== except);

  #only(columns: readonly Column[], attribute: string): Column {
    if (columns.length === 1) return columns[0];
    if (columns.length === 0)
      throw new AttnError('damaged', { url: this.#url, ...reason`it has no two rows of two columns` });
    throw this.#unclear(columns, attribute);
  }

  #unclear(columns: readonly Column[], attribute: string): TrainerError {
    return new TrainerError('choose-column', { url: this.#url, ...namesOf(columns), attribute });
  }
}

const textsOr = (texts: readonly Column[], others: readonly Column[]): readonly Column[] =>
  texts.length > 0 ? texts : others;

const nameOf = ({ name, at }: Column): string => name || String(at);

/** Names of the columns that hold something, for a sentence, and as a list for a choice. */
const namesOf = (columns: readonly Column[]) => {
  const names = columns.filter(({ distinct }) => distinct > 0).map(nameOf);
  return { names: names, list: JSON.stringify(names) };
};

/** Whether labels are classes, and not texts of their own. Throws where they are neither. */
function areClasses({ name, kind }: Column, url: string, rows: readonly (readonly [string, string])[]): boolean {
  const values = new Set(rows.map(([, label]) => label));
  const details = { url, name, count: values.size, rows: rows.length };
  if (values.size === 1) throw new TrainerError('one-class', { url, name, label: [...values][0] });
  const comesAgain = 2 * values.size <= rows.length;
  const isFew = values.size <= MOST_CLASSES;
  if (namesOfClasses.test(name) ? comesAgain : comesAgain && isFew && kind !== 'text') return true;
  if ([...values].every(isNumber)) {
    if ([...values].some(hasDecimals)) throw new TrainerError('decimal-labels', details);
    if (!isFew) throw new TrainerError('many-classes', details);
    return true;
  }
  if (namesOfClasses.test(name)) {
    if (!isFew) throw new TrainerError('many-classes', details);
    return true;
  }
  // Long names of classes, where they come often.
  return isFew && 4 * values.size <= rows.length;
}
