import { badOption } from '@attn-elements/core/element';

/** Tables of a run that are saved as CSV. */
export const savedTables = ['loss', 'attention', 'steps'] as const;
export type SavedTable = (typeof savedTables)[number];

/** @throws {AttnError} `bad-option` for what is none of them */
export function savedTable(of: SavedTable): SavedTable {
  if (savedTables.includes(of)) return of;
  throw badOption('toCSV', of, 'needsWord', { choices: savedTables });
}
