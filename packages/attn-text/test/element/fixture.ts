import '../../src/define.js';
import { part, show, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { AttnText } from '../../src/index.js';

export * from '../../../../scripts/testing/page/fixture.js';

/** Address of the example data. */
export const dataOf = (name: string) => `/stories/article/data/${name}`;

/** An element made of HTML, on the page, with its source shown or failed. */
export const textElement = (attributes: string, content = '') => show<AttnText>('attn-text', attributes, content);

/** An element made of properties, on the page, shown. */
export const textOf = (data: unknown, properties: Partial<AttnText> = {}) =>
  showWith<AttnText>('attn-text', { data: data as AttnText['data'], ...properties });

/** The words of all texts, or of one side. */
export const words = (element: AttnText, side = '') => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(`.text${side && `[data-side=${side}]`} .word`),
];

/** How strongly each word is shaded, from 0 to 1. */
export const strengths = (element: AttnText, side = '') =>
  words(element, side).map((word) => Number(word.style.getPropertyValue('--w')));

/** Does something with a word as a mouse does. */
export async function mouse(element: AttnText, word: HTMLElement, type: 'pointermove' | 'click'): Promise<void> {
  const init = { bubbles: true, composed: true, cancelable: true, pointerType: 'mouse' };
  word.dispatchEvent(new PointerEvent(type, init));
  await element.ready;
}

export const readout = (element: AttnText) => part(element, 'readout').textContent!.trim();

/** The numbers of the data table, all pages of it: texts of the cells, a list each row, its name first. */
export async function tableOf(element: AttnText): Promise<{ header: string[]; rows: string[][] }> {
  const root = element.shadowRoot!;
  const open = [...root.querySelectorAll('button')].find(
    (one) => one.textContent!.trim() === 'Show the numbers as a table',
  );
  open?.click();
  await element.ready;
  // A table of one page has no turner, and nothing to turn.
  const turn = async (turner: number, sign: string) => {
    const found = [...root.querySelectorAll('.turner')][turner]?.querySelectorAll('button') ?? [];
    const next = [...found].find((one) => one.textContent === sign);
    if (!next || next.disabled) return false;
    next.click();
    await element.ready;
    return true;
  };
  const names = [...root.querySelectorAll('.turner')].map((turner) => turner.querySelector('button')!.ariaLabel!);
  const [rowTurner, columnTurner] = [/^(Queries|Words)/, /^(Keys|Columns)/].map((name) =>
    names.findIndex((one) => name.test(one)),
  );
  const header: string[] = [];
  const rows: string[][] = [];
  do {
    const from = rows.length;
    do {
      const table = root.querySelector('table')!;
      if (from === 0) header.push(...[...table.querySelectorAll('thead th')].map((cell) => cell.textContent!));
      [...table.querySelectorAll('tbody tr')].forEach((row, at) => {
        const cells = [...row.querySelectorAll('td')].map((cell) => cell.textContent!);
        if (rows[from + at]) rows[from + at].push(...cells);
        else rows.push([row.querySelector('th')!.textContent!, ...cells]);
      });
    } while (await turn(columnTurner, '›'));
    while (await turn(columnTurner, '‹'));
  } while (await turn(rowTurner, '›'));
  return { header, rows };
}

/** A number as the table writes it. */
export function numberOf(text: string): number {
  const power = /^(−?[\d.]+) × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text);
  if (!power) return Number(text.replace('−', '-').replaceAll(',', ''));
  const exponent = [...power[2]].map((one) => (one === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(one)))).join('');
  return Number(`${power[1].replace('−', '-')}e${exponent}`);
}

/** Whether a number of the table is that of the file, which it gives with four digits, small ones with three. */
export const isSame = (shown: string, value: number) =>
  Math.abs(numberOf(shown) - value) <= Math.max(6e-4 * Math.abs(value), 1e-12) * (Math.abs(value) < 1e-4 ? 10 : 1);
