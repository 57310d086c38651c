import { isSayable, learnSentences } from '../errors.js';
import { lazy } from '../lazy.js';
import type { Failure } from './failure.js';

/** Loads the English of rare failures, which messages of errors have from then on. */
export async function loadEnglish(): Promise<Readonly<Record<string, string>>> {
  const { enReasons } = await lazy(() => import('./locales/reasons-en.js'));
  learnSentences(enReasons);
  return enReasons;
}

/** Acts once a failure can be said in English, or never will be: at once where its sentence is there. */
export function onceSayable({ code, details }: Pick<Failure, 'code' | 'details'>, act: () => void): void {
  if (isSayable(code, details)) act();
  else void loadEnglish().then(act, act);
}

/** A failure whose message is its sentence, if that can be had. */
export async function sayable<Fault extends Pick<Failure, 'code' | 'details'>>(fault: Fault): Promise<Fault> {
  await new Promise<void>((resolve) => onceSayable(fault, resolve));
  return fault;
}
