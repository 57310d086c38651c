import { expect } from '@open-wc/testing';
import type { AttnHeatmap, CellDetail } from '../../src/index.js';
import { activeCell, button, change, heatmapOf, listen, press, quiet, stand, texts, until } from './fixture.js';

const uniform = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(1 / columns));

/** Height of the ink of a line: fonts leave room above and below it, some for Chinese more than others. */
const INK = 12;

/** The boxes of all texts that a reader sees around the matrices, with what they say. */
function labelBoxes(element: AttnHeatmap) {
  return Array.from(element.shadowRoot!.querySelectorAll<SVGTextElement>('[part~=axes] text'), (text) => {
    const box = text.getBoundingClientRect();
    const turned = Math.abs(text.getScreenCTM()!.b) > 0.5 || getComputedStyle(text).writingMode.startsWith('vertical');
    const spare = Math.max(0, ((turned ? box.width : box.height) - INK) / 2);
    const ink = turned
      ? new DOMRect(box.x + spare, box.y, box.width - 2 * spare, box.height)
      : new DOMRect(box.x, box.y + spare, box.width, box.height - 2 * spare);
    return { text: text.textContent!, box, ink };
  }).filter(({ text }) => text.trim() !== '');
}

/** Pairs of texts that lie on each other by more than a hair. */
function overlaps(element: AttnHeatmap): string[] {
  const boxes = labelBoxes(element);
  const hair = 1;
  return boxes.flatMap(({ text, ink: a }, i) =>
    boxes
      .slice(i + 1)
      .filter(
        ({ ink: b }) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair,
      )
      .map((other) => `"${text}" and "${other.text}"`),
  );
}

const english = 'the small cat sleeps on the red table today and the internationalisation of everything'.split(' ');
const lists: Record<string, string[]> = {
  short: [...'abcdefghijkl'],
  words: english,
  chinese: ['今天', '小', '的', '猫', '在', '红色', '的', '桌子', '上', '睡觉', '国际化', '。'],
  arabic: ['القطة', 'الصغيرة', 'تنام', 'على', 'الطاولة', 'الحمراء', 'اليوم', '(هنا)'],
  mixed: ['a', 'Donaudampfschifffahrtsgesellschaftskapitän', '猫', '', ' ', '😀', 'שלום', '##ing'],
};

describe('tokens', () => {
  it('stand at their rows and columns in their order', async () => {
    const element = await heatmapOf(uniform(3, 4), {
      queryTokens: ['q0', 'q1', 'q2'],
      keyTokens: ['k0', 'k1', 'k2', 'k3'],
    });
    const boxes = labelBoxes(element);
    const at = (name: string) => boxes.find(({ text }) => text === name)!.box;
    for (const [a, b] of [
      ['q0', 'q1'],
      ['q1', 'q2'],
    ])
      expect(at(a).top).to.be.below(at(b).top);
    for (const [a, b] of [
      ['k0', 'k1'],
      ['k2', 'k3'],
    ])
      expect(at(a).left).to.be.below(at(b).left);
    expect(at('q0').right).to.be.below(at('k0').left);
    expect(at('k0').top, 'keys below by default').to.be.above(at('q2').bottom - 1);
    await change(element, { keyAxis: 'top' });
    const above = labelBoxes(element).find(({ text }) => text === 'k0')!.box;
    const first = labelBoxes(element).find(({ text }) => text === 'q0')!.box;
    expect(above.bottom).to.be.below(first.top + 1);
  });

  it('that come twice have two places, and are told apart by their positions', async () => {
    const tokens = ['the', 'cat', 'the'];
    const element = await heatmapOf(uniform(3, 3), { tokens });
    const same = labelBoxes(element).filter(({ text }) => text === 'the');
    expect(same).to.have.length(4);
    const places = new Set(same.map(({ box }) => `${Math.round(box.x)} ${Math.round(box.y)}`));
    expect(places.size).to.equal(4);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await press(element, { key: 'End', ctrlKey: true });
    expect(activeCell(element)).to.match(/^the \(2\) → the \(2\)/);
    expect(hovered[0]).to.include({ query: 2, key: 2, queryToken: 'the', keyToken: 'the' });
  });

  it('are text, never markup, wherever they are shown', async () => {
    const hostile = [
      '<img src=x onerror="globalThis.hacked = 1">',
      '</text><script>globalThis.hacked = 2</script>',
      '&lt;b&gt;',
    ];
    const element = await heatmapOf(uniform(3, 3), { tokens: hostile, heading: hostile[0], keyTitle: hostile[1] });
    await press(element, 'ArrowDown', 'Enter');
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    // A picture asked for after theirs has failed: theirs would have, too.
    const image = new Image();
    image.src = 'x';
    await until(() => image.complete, 'the last picture has failed');
    expect(element.shadowRoot!.querySelectorAll('img, script, b')).to.have.length(0);
    expect((globalThis as { hacked?: number }).hacked).to.equal(undefined);
    const headers = texts(element, 'thead th');
    expect(headers).to.deep.equal(hostile);
    expect(texts(element, '[part~=heading]')).to.deep.equal([hostile[0]]);
  });

  it('that cannot be seen are made visible', async () => {
    const element = await heatmapOf(uniform(1, 6), {
      queryTokens: ['q'],
      keyTokens: ['', ' ', '\n', '\t', '\u0000', '\u202e'],
    });
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    const headers = texts(element, 'thead th');
    expect(headers).to.deep.equal(['∅', '·', '↵', '⇥', '⟨U+0000⟩', '⟨U+202E⟩']);
  });

  it('of Chinese stand upright below narrow columns, and Arabic ones keep their letters together', async () => {
    stand.style.width = '480px';
    const element = await heatmapOf(uniform(12, 12), { tokens: lists.chinese });
    expect(texts(element, '[part~=axes] text').filter((text) => text === '国际化')).to.have.length(2);
    const turned = labelBoxes(element).filter(({ text, box }) => text === '国际化' && box.height > box.width);
    expect(turned).to.have.length(1);
    const arabic = await heatmapOf(uniform(8, 8), { tokens: lists.arabic });
    for (const token of lists.arabic) expect(texts(arabic, '[part~=axes] text')).to.include(token);
  });

  it('of a wrong number are refused in words', async () => {
    const element = await heatmapOf(uniform(3, 3), { tokens: ['a', 'b'] });
    expect(element.shadowRoot!.querySelector('[part~=error]')!.textContent).to.match(/2 .*tokens.* 3/);
  });
});

describe('labels never overlap', () => {
  for (const [name, tokens] of Object.entries(lists)) {
    it(`${name}, at any width`, async () => {
      const count = tokens.length;
      const element = await heatmapOf(uniform(count, count), { tokens });
      for (const width of [160, 240, 320, 480, 640, 900]) {
        stand.style.width = `${width}px`;
        await quiet(element);
        expect(overlaps(element), `${width} px`).to.deep.equal([]);
      }
    });
  }

  it('hundreds of them, thinned', async () => {
    const tokens = Array.from({ length: 300 }, (_, i) => `token${i}`);
    const element = await heatmapOf(uniform(300, 300), { tokens });
    expect(overlaps(element)).to.deep.equal([]);
    const shown = labelBoxes(element).filter(({ text }) => text.startsWith('token'));
    expect(shown.length).to.be.within(20, 299);
  });

  it('numbers in place of tokens', async () => {
    for (const count of [5, 64, 1000]) {
      const element = await heatmapOf(uniform(4, count));
      expect(overlaps(element), `${count} keys`).to.deep.equal([]);
    }
  });

  it('titles in grids of every size', async () => {
    for (const [layers, heads] of [
      [2, 3],
      [6, 6],
      [12, 12],
      [1, 5],
      [5, 1],
    ]) {
      for (const width of [320, 640]) {
        stand.style.width = `${width}px`;
        const values = { shape: [layers, heads, 6, 6], data: new Float32Array(layers * heads * 36).fill(1 / 6) };
        const element = await heatmapOf(values, { tokens: lists.words.slice(0, 6) });
        expect(overlaps(element), `${layers} × ${heads} at ${width} px`).to.deep.equal([]);
        element.remove();
      }
    }
  });
});

describe('labels stay inside the figure', () => {
  for (const width of [240, 640]) {
    it(`at ${width} px`, async () => {
      stand.style.width = `${width}px`;
      const element = await heatmapOf(uniform(8, 8), { tokens: lists.mixed });
      await quiet(element);
      const frame = element.getBoundingClientRect();
      for (const { text, box } of labelBoxes(element)) {
        expect(box.left, text).to.be.at.least(frame.left - 2);
        expect(box.right, text).to.be.at.most(frame.right + 2);
        expect(box.bottom, text).to.be.at.most(frame.bottom + 2);
      }
    });
  }
});

describe('cross-attention', () => {
  for (const [rows, columns] of [
    [3, 50],
    [50, 3],
  ]) {
    it(`of ${rows} × ${columns} is drawn with every cell to be seen`, async () => {
      const element = await heatmapOf(uniform(rows, columns), {
        queryTokens: Array.from({ length: rows }, (_, i) => `q${i}`),
        keyTokens: Array.from({ length: columns }, (_, i) => `k${i}`),
      });
      const canvas = element.shadowRoot!.querySelector('[part~=canvas]')!.getBoundingClientRect();
      expect(canvas.width / columns).to.be.at.least(5);
      expect(canvas.height / rows).to.be.at.least(5);
      expect(overlaps(element)).to.deep.equal([]);
      const shown = texts(element, '[part~=axes] text');
      expect(shown).to.include.members(['q0', 'k0']);
    });
  }
});

describe('patches of a picture', () => {
  const segments = [
    { kind: 'class', start: 0, length: 1 },
    { kind: 'image', start: 1, length: 4, rows: 2, columns: 2 },
  ];
  const attention = Array.from({ length: 6 }, () => Array(6).fill(1 / 6));
  const labels = (element: AttnHeatmap) => texts(element).filter((text) => /class|patch|图块|类别/.test(text));

  it('are named by row and column, in the reader’s language', async () => {
    const element = await heatmapOf({ attention, segments }, { width: 600 });
    const names = ['class token', 'patch 0,0', 'patch 0,1', 'patch 1,0', 'patch 1,1'];
    expect(labels(element)).to.have.members([...names, ...names]);
    stand.lang = 'zh-Hans';
    await change(element, { width: 610 });
    expect(labels(element)).to.include('图块 1,0');
  });

  it('are refused where the segments are none', async () => {
    const told = listen<{ code: string }>(stand, 'attn-error');
    await heatmapOf({ attention, segments: [{ kind: 'image', start: 4, length: 4 }] });
    await heatmapOf({ attention, segments: 'patches' });
    expect(told.map(({ code }) => code)).to.deep.equal(['segments-misfit', 'bad-segments']);
  });
});
