import { load, openAttention } from '@attn-elements/core/data';
import { expect, oneEvent } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained, until } from './fixture.js';

const grid = (element: AttnTrainer) => element.shadowRoot!.querySelector<HTMLElement>('.cells')!;

/** Presses a key on the cells; what the page is told of it. */
async function press(element: AttnTrainer, key: string, event = 'attn-hover') {
  const told = oneEvent(element, event);
  grid(element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const { detail } = (await told) as CustomEvent;
  await element.updateComplete;
  return detail;
}

/** What a screen reader says of the cell that the cursor is on. */
const spoken = (element: AttnTrainer) => {
  const cells = grid(element);
  return cells.querySelector(`#${cells.getAttribute('aria-activedescendant')}`)!.textContent;
};

/** The middle of a cell of a head, in the window. */
function middleOf(element: AttnTrainer, panel: number, row: number, column: number, size: number) {
  const tile = element.shadowRoot!.querySelectorAll('.tokens .tile')[panel].getBoundingClientRect();
  return {
    clientX: tile.x + ((column + 0.5) / size) * tile.width,
    clientY: tile.y + ((row + 0.5) / size) * tile.height,
  };
}

describe('the cells of heads', () => {
  let element: AttnTrainer;
  /** The weights of a head, from the file that the element saves. */
  let weights: (head: number) => Promise<Float32Array>;
  let letters: readonly string[];

  before(async () => {
    element = stand({ ...quick, heads: 2 });
    await trained(element);
    const source = await openAttention(await load((await element.save('npz'))!));
    weights = (head) => source.slice(0, head);
    letters = source.queryTokens!;
  });
  after(() => element.remove());

  it('are read with the keyboard, told to the page, and said on it', async () => {
    const [first, second] = [await weights(0), await weights(1)];
    const right = await press(element, 'ArrowRight');
    expect(right).to.include({ layer: 0, head: 0, query: 0, key: 1, queryToken: letters[0], keyToken: letters[1] });
    expect(right.weight).to.be.closeTo(first[1], 1e-6);
    const down = await press(element, 'ArrowDown');
    expect(down.weight).to.be.closeTo(first[5], 1e-6);
    expect(spoken(element)).to.contain(`${letters[1]} (1) → ${letters[1]} (1)`);
    const other = await press(element, ']');
    expect(other).to.include({ head: 1, query: 1, key: 1 });
    expect(other.weight).to.be.closeTo(second[5], 1e-6);
    expect(grid(element).getAttribute('aria-label')).to.contain('Head 1');
    expect(part(element, 'readout')!.textContent).to.match(/^Head 1: /);
    expect(await press(element, '[')).to.include({ head: 0, query: 1, key: 1 });
  });

  it('are found by their strength', async () => {
    const values = await weights(0);
    const sorted = [...values].sort((a, b) => b - a);
    for (const strength of sorted.slice(0, 3)) {
      expect((await press(element, 'n')).weight).to.be.closeTo(strength, 1e-6);
    }
    expect((await press(element, 'p')).weight).to.be.closeTo(sorted[1], 1e-6);
  });

  it('are pinned, and no longer', async () => {
    await press(element, 'ArrowLeft');
    const { query, key } = await press(element, 'Enter', 'attn-select');
    expect(await press(element, 'Escape')).to.include({ query: null, key: null, weight: null, layer: null });
    expect([query, key].every(Number.isSafeInteger)).to.equal(true);
    expect(part(element, 'readout')!.textContent).to.contain('Point at a cell');
  });

  it('are read with a pointer', async () => {
    const plot = part(element, 'plot')!;
    element.scrollIntoView();
    const told = oneEvent(element, 'attn-hover');
    plot.dispatchEvent(new PointerEvent('pointermove', middleOf(element, 1, 2, 3, 4)));
    expect(((await told) as CustomEvent).detail).to.include({ head: 1, query: 2, key: 3 });
    await element.updateComplete;
    expect(element.shadowRoot!.querySelectorAll('.mark.hovered')).to.have.length(2);
    const selected = oneEvent(element, 'attn-select');
    plot.dispatchEvent(new MouseEvent('click', middleOf(element, 1, 2, 3, 4)));
    expect(((await selected) as CustomEvent).detail.weight).to.be.closeTo((await weights(1))[11], 1e-6);
    const left = oneEvent(element, 'attn-hover');
    plot.dispatchEvent(new PointerEvent('pointerleave'));
    expect(((await left) as CustomEvent).detail.weight).to.equal(null);
    await element.updateComplete;
    expect(part(element, 'readout')!.textContent).to.contain(`${letters[2]} (2) → ${letters[3]} (3)`);
  });

  it('a finger that scrolls reads nothing', () => {
    let told = 0;
    element.addEventListener('attn-hover', () => told++);
    const at = middleOf(element, 0, 0, 0, 4);
    part(element, 'plot')!.dispatchEvent(new PointerEvent('pointermove', { ...at, pointerType: 'touch' }));
    expect(told).to.equal(0);
  });

  it('are listed as a table of the head that is looked at', async () => {
    const item = [...part(element, 'menu')!.querySelectorAll('button')].find((one) =>
      one.textContent!.includes('Show the attention'),
    )!;
    item.click();
    await element.updateComplete;
    const table = part(element, 'table')!;
    expect(table.getAttribute('aria-label')).to.contain('Head 1');
    const cells = [...table.querySelectorAll('tbody td')].map((cell) => Number(cell.textContent));
    const values = await weights(1);
    expect(cells).to.have.length(16);
    for (const [i, cell] of cells.entries()) expect(cell).to.be.closeTo(values[i], 1e-3 * values[i] + 1e-7);
    await expect(element).to.be.accessible();
  });

  it('are summed up for screen readers', async () => {
    const figure = part(element, 'figure')!;
    const summary = element.shadowRoot!.getElementById(figure.getAttribute('aria-describedby')!)!.textContent!;
    expect(summary).to.contain('Attention after 60 steps');
    for (const head of [0, 1]) {
      const strongest = Math.max(...(await weights(head)));
      const said = summary.match(new RegExp(`Head ${head}: [^:]*: ([\\d.]+)`))!;
      expect(Number(said[1].replace(/\.$/, ''))).to.be.closeTo(strongest, 1e-3);
    }
  });

  it('stay under the reader’s finger while the model learns on', async () => {
    const before = await press(element, 'ArrowUp');
    element.steps = 120;
    await trained(element);
    const { query, key } = await press(element, 'Enter', 'attn-select');
    expect([query, key]).to.deep.equal([before.query, before.key]);
  });
});

describe('what has no heads of tokens', () => {
  it('places of a picture are read by row and column', async () => {
    const element = stand({ task: 'digits', steps: 2, batchSize: 4, heads: 2, dModel: 4, engine: 'wasm' });
    await trained(element);
    const detail = await press(element, 'ArrowDown');
    expect(detail).to.include({ layer: 0, head: 0, query: 1, key: 0, queryToken: null });
    expect(spoken(element)).to.match(/^row 1, column 0: [\d.]+/);
    const titles = [...element.shadowRoot!.querySelectorAll('.tokens .title')].map((one) => one.textContent);
    expect(titles).to.deep.equal(['Input', 'Head 0', 'Head 1']);
    await until(() => part<HTMLCanvasElement>(element, 'canvas')!.width > 100, 'the picture is drawn');
    await expect(element).to.be.accessible();
    element.remove();
  });

  it('a document is shaded by what decides, and read sentence by sentence and word by word', async () => {
    const element = stand({ task: 'hierarchy', seed: 1, engine: 'wasm' });
    await trained(element);
    const rows = [...element.shadowRoot!.querySelectorAll('.document p')];
    const shadeOf = (cell: Element) => Number(getComputedStyle(cell).getPropertyValue('--w'));
    const words = rows.flatMap((row) => [...row.querySelectorAll('.word:not(.whole)')]);
    const strongest = words.sort((a, b) => shadeOf(b) - shadeOf(a))[0];
    // The grammar of the notes: what is said of the place itself decides.
    expect(strongest.parentElement!.textContent).to.match(/the\s+(room|bed|breakfast|host|view|bath)\s+was/);
    const sentence = await press(element, 'ArrowDown');
    expect(sentence).to.include({ query: null, key: 1, queryToken: null });
    expect(sentence.keyToken.split(' ')).to.deep.equal(
      [...rows[1].querySelectorAll('.word:not(.whole)')].map((word) => word.textContent!.trim()),
    );
    const word = await press(element, 'ArrowRight');
    expect(word).to.include({ query: 1, key: 0, queryToken: sentence.keyToken });
    expect(word.keyToken).to.equal(sentence.keyToken.split(' ')[0]);
    const told = oneEvent(element, 'attn-select');
    (strongest as HTMLElement).click();
    const { detail } = (await told) as CustomEvent;
    expect(detail.keyToken).to.equal(strongest.textContent!.trim());
    expect(detail.weight).to.be.above(0.5);
    await expect(element).to.be.accessible();
    element.remove();
  });
});
