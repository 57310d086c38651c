import { type ErrorDetails, fillSentence } from '../errors.js';
import type { Language } from './languages.js';
import { addedTranslation } from './register-translation.js';

/** A sentence by its name, with its details. */
export type SayPart<Name extends string> = (name: Name, details?: ErrorDetails) => string;

/**
 * Sentences of a part that is loaded lazily, which brings all its languages at once: it is small, and nobody waits twice.
 * @param scope name under which pages add a language of their own, by `registerTranslation`
 */
export const partSentences =
  <Name extends string>(
    scope: string,
    en: Readonly<Record<Name, string>>,
    chinese: Readonly<Record<'zh-Hans' | 'zh-Hant', Readonly<Record<Name, string>>>>,
  ) =>
  (language: Language): SayPart<Name> => {
    const own = (chinese as Readonly<Record<string, Readonly<Record<Name, string>> | undefined>>)[language] ?? en;
    return (name, details = {}) => fillSentence(addedTranslation(language)?.[scope]?.[name] ?? own[name], details);
  };
