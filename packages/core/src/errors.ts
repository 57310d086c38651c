/**
 * Every way a source can fail, with the sentence a person gets. `{name}` is filled from the error's details.
 * The same codes index the translations of `element/locales`.
 */
export const englishSentences = {
  'not-found': 'Nothing was found at {url} (HTTP status {status}). Check the address in src.',
  'no-file': 'There is no {name} in {url}.',
  'http-status': '{url} could not be read: {what} (HTTP status {status}).',
  network: '{url} could not be read: {what}.',
  offline: '{url} could not be read: this device is offline.',
  scheme: '{url} is not an address that can be read: src takes http, https, blob and data addresses.',
  'on-disk':
    '{url} lies on a disk, and a page that was opened from there may read no files. Serve the folder, as with npx serve, or write the data into data.',
  html: '{url} is a web page, not data. The server may answer missing files with a page: check the address in src.',
  empty: '{url} is empty.',
  'too-large': '{what} needs {bytes} bytes; {limit} is the most that is read.',
  'unknown-format': '{url} is none of the formats that are read here: {formats}.',
  damaged: '{url} is damaged: {what}.',
  unsupported: '{url} holds {what}, which is not supported.',
  'foreign-format':
    '{url} is a file of {format}, which is not read. Save the attention in it as arrays, with np.savez or safetensors.',
  'packed-file': '{url} is packed with {format}. Unpack it, and give the file that was in it.',
  'wrong-encoding':
    '{url} is no text in {encoding}. Name its encoding, as in encoding="gbk", "big5", "shift_jis" or "latin1", or save it as UTF-8.',
  pickled: '{url} holds pickled Python objects, which are never read. Save plain arrays, with np.savez or safetensors.',
  'python-object':
    '{url} holds {name} of Python, which is never made here. Save tensors alone, in lists, tuples and dicts of them, as in torch.save(tuple(outputs.attentions), path).',
  'pickled-array':
    'The array {name} of {url} holds pickled Python objects, which are never read. Save it as a plain array: of text with dtype=str, of layers one array each.',
  'mask-contradicts':
    'The mask hides nearly all attention of layer {layer}, head {head}. Where it marks what is hidden, set mask-sense="hidden"; if it is right as it is, mask-sense="allowed".',
  'no-array': 'There is no array {name} in {url}. It holds: {names}.',
  'ambiguous-array': '{url} holds several arrays and none is called attention. Name one of them in array: {names}.',
  'wrong-shape': '{name} has shape [{shape}]: {what}.',
  'bad-option': '{name} is {value}: {what}.',
  'wrong-token-count':
    '{count|one:There is|other:There are} {count} {axis} {count|one:token|other:tokens} for {expected} {axis} {expected|one:position|other:positions}.',
  'bad-segments':
    '{name} is {value}. It must be a list of kind (class, register, text, image), start and length, of which none overlap; rows and columns of an image multiply to its length.',
  'segments-misfit':
    'The segments reach beyond {queries} queries and {keys} keys, or could be of either: name them query_segments or key_segments.',
  'no-source': 'Nothing on this page that {selector} names shows attention. Check from.',
  'missing-source': 'There is nothing to show yet: src, data or from is needed.',
  'unknown-attribute': 'There is no attribute {name}. Was {names} meant?',
  unclosed:
    'The tag is not closed: HTML knows no <{tag}/>, and what follows it, from <{first}> on, has become its content. Write <{tag}></{tag}>.',
  'no-head':
    'There is no layer {layer}, head {head}: {url} has {layers} {layers|one:layer|other:layers} of up to {heads} {heads|one:head|other:heads}.',
  'no-webgl': 'This device offers no WebGL2 context that computes with floats. Use core/math instead.',
  'context-lost': 'The graphics device was reset while it computed. Try again.',
  'not-loaded': 'A part of this element could not be loaded ({what}). Its files belong into one folder.',
  'no-picture': '{url} cannot be shown: it was not found, or is no picture. Check image.',
  'picture-locked':
    'The picture {url} may not be copied into this file: its site does not allow it (CORS). Saved as SVG, the figure links to it.',
  'no-figure': 'There is no figure to save yet.',
  'not-laid-out':
    'The figure is hidden, or not on a page, and so has no size. It can be saved as a picture once it is shown.',
  'too-long':
    'The table has more than {limit} characters, which is the longest text there is. Save as CSV in the figure’s menu makes a file of any size.',
  unexpected: 'Something went wrong: {what}.',
} as const;

export type ErrorCode = keyof typeof englishSentences;
/** Values of a sentence; a list is written as its language writes lists. */
export type ErrorDetails = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * Replaces each `{name}` of a sentence by the detail of that name, and each `{name|one:head|other:heads}` by the form that goes with
 * its number: the categories are those of `Intl.PluralRules`, and `other` stands in for those that are not there.
 * @param language as a BCP 47 tag
 */
export function fillSentence(sentence: string, details: ErrorDetails, language = 'en'): string {
  return sentence.replace(/\{(\w+)((?:\|\w+:[^{}|]*)*)\}/g, (whole, name: string, forms: string) => {
    if (!Object.hasOwn(details, name)) return whole;
    const value = details[name];
    if (forms) return formOf(forms, Number(value), language);
    if (typeof value === 'object') return value.join(language.startsWith('zh') ? '、' : ', ');
    // Below a thousand there are no groups of digits.
    return Number.isInteger(value) && Number(value) > 999 ? digits(language).format(Number(value)) : String(value);
  });
}

function formOf(forms: string, count: number, language: string): string {
  const category = plurals(language).select(count);
  const form = new RegExp(`\\|${category}:([^|]*)`).exec(forms) ?? /\|other:([^|]*)/.exec(forms);
  return form?.[1] ?? '';
}

/** Reason of a failure: its English, and the name and the values by which an element says it in its reader's language. */
export interface Reason {
  readonly what: string;
  /** Sentence with `{0}`, `{1}` … in the places of its values, under which other languages have theirs. */
  readonly fault: string;
  readonly [value: number]: string | number | readonly string[];
}

/** Reason of a failure, written where that is thrown: reason`its width must be that of the query, ${width}`. */
export function reason(texts: TemplateStringsArray, ...values: readonly unknown[]): Reason {
  const fault = texts.reduce((text, next, i) => `${text}{${i - 1}}${next}`);
  const details: Record<string, string | number | readonly string[]> = {};
  values.forEach((value, i) => {
    details[i] = Array.isArray(value) ? value.map(String) : typeof value === 'number' ? value : String(value);
  });
  return { ...details, what: fillSentence(fault, details), fault };
}

/** Something of each language, made when it is first needed: making a format takes its time. */
export function byLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const found = made.get(language) ?? make(language);
    made.set(language, found);
    return found;
  };
}

const plurals = byLanguage((language) => new Intl.PluralRules(language));
const digits = byLanguage((language) => new Intl.NumberFormat(language));

/** Name of the attribute that sets a property: `dModel` → `d-model`. Authors know no other. */
export const attributeName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A failure with a code that programs can test and a message that a person can act on. */
export class AttnError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fillSentence(englishSentences[code], details), options);
    this.name = 'AttnError';
    this.code = code;
    this.details = details;
  }

  /** The error itself if it is one of ours, else a wrapping `unexpected` one. */
  static from(error: unknown): AttnError {
    if (error instanceof AttnError) return error;
    // Another copy of this file, of another version or of an element's CDN file: `instanceof` shall hold.
    const { name, code, details } = Object(error);
    if (name === 'AttnError' && Object.hasOwn(englishSentences, code)) {
      return new AttnError(code, details, { cause: error });
    }
    const what = error instanceof Error ? error.message : String(error);
    return new AttnError('unexpected', { what }, { cause: error });
  }
}
