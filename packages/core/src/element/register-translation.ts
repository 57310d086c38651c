import { register, registered } from '../registry.js';

/** Sentences by name, with `{details}` to fill; those that are missing stay as they were, at last English. */
type Some = Readonly<Record<string, string>>;

/** Sentences of the elements in a language. `AttnHeatmap.translations.en` of the package, and so of each element, names all of them; in the files for pages parts bring theirs. */
export interface Translation {
  /** Sentences of all elements. */
  readonly common?: Some;
  /** Sentences on attention that elements compute. */
  readonly computed?: Some;
  /** Sentences of one element, under its tag, or of a part of it, under the name of that. */
  readonly [tag: string]: Some | undefined;
}

/**
 * Adds sentences in a language, for all elements of a page whose nearest `lang` is that language, also as `de-AT` of `de`;
 * further ones are added to them. Of a language that elements bring themselves they stand before the elements’ own.
 * @param language a BCP 47 tag
 */
export function registerTranslation(language: string, sentences: Translation): void {
  const key = language.toLowerCase();
  const before = registered<Translation>('translations').get(key) ?? {};
  const merged = Object.entries(sentences).map(([scope, some]) => [scope, { ...before[scope], ...some }] as const);
  register('translations', key, { ...before, ...Object.fromEntries(merged) } satisfies Translation);
}

/** The sentences that were added for a language, an exact tag of it. */
export const addedTranslation = (language: string): Translation | undefined =>
  registered<Translation>('translations').get(language.toLowerCase());

/** The languages that were added. */
export const addedLanguages = (): readonly string[] => [...registered('translations').keys()];
