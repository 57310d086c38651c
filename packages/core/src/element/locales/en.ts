import { englishSentences } from '../../errors.js';

/** What all elements say. The sentences of failures are the errors' own. */
export const en = {
  ...englishSentences,
  loading: 'Loading…',
  failed: 'This figure could not be shown.',
  menu: 'Save or list',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  saveCsv: 'Save as CSV',
  showTable: 'Show the numbers as a table',
  hideTable: 'Hide the table',
  query: 'query',
  key: 'key',
  nan: 'not a number',
  masked: 'masked',
  under: 'below {value}',
  over: 'above {value}',
};

export type CoreSentences = Record<keyof typeof en, string>;
