import { rareSentences } from '../../rare-sentences.js';
import { needs } from './needs.js';

/** English that pages need where something is wrong: loaded where it is first to be said. */
export const enReasons: Readonly<Record<string, string>> = { ...rareSentences, ...needs };
