import { expect } from '@open-wc/testing';
import { parseCsv, picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import { button, fileOf, heatmap, heatmapOf, part, pixels, until } from './fixture.js';

const data = {
  attention: [
    [0.5, 0.25, 0.25],
    [0.1, NaN, -Infinity],
  ],
  query_tokens: ['the', '<b>"cat"</b>'],
  key_tokens: ['注意', 'a,b', 'line\nbreak & \u0000'],
  description: 'A test of saving',
};

describe('SVG', () => {
  it('is well-formed, with the tokens as text and the matrix as one image of its cells', async () => {
    const element = await heatmapOf(
      { ...data, attention: data.attention.map((row) => row.slice(0, 2).concat(0.3)) },
      { heading: 'Figure <1>' },
    );
    const svg = await svgOf(element);
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent);
    for (const token of ['the', '<b>"cat"</b>', '注意', 'a,b', 'Keys', 'Queries', 'Figure <1>'])
      expect(said).to.include(token);
    const images = [...svg.querySelectorAll('image')];
    expect(images.length).to.be.within(1, 2);
    const figure = images.map((image) => image.getAttribute('href')!);
    for (const href of figure) expect(href).to.match(/^data:image\/png;base64,/);
    const [cells] = (await Promise.all(figure.map(picture))).filter(({ height }) => height > 1);
    expect([cells.width, cells.height]).to.deep.equal([3, 2]);
    const drawn = pixels(element);
    const at = (shown: ImageData, x: number, y: number) => [
      ...shown.data.subarray(4 * (y * shown.width + x)).subarray(0, 4),
    ];
    // All but the striped one, in its middle on the screen.
    for (const [row, column] of [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 2],
    ])
      expect(at(cells, column, row), `${row}, ${column}`).to.deep.equal(
        at(drawn, Math.floor(((column + 0.5) * drawn.width) / 3), Math.floor(((row + 0.5) * drawn.height) / 2)),
      );
  });

  it('says what it is: title, description, and how to make it again', async () => {
    const element = await heatmap(
      `src="${fileOf('translation-0.cross.json')}" layer="1" head="2" colormap="magma" heading="Translation"`,
    );
    const svg = await svgOf(element);
    expect(svg.querySelector('title')!.textContent).to.contain('Translation').and.to.contain('Layer 1 · Head 2');
    expect(svg.querySelector('desc')!.textContent).to.contain('11 queries');
    const notes = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(notes).to.include({ source: fileOf('translation-0.cross.json'), layer: 1, head: 2, colormap: 'magma' });
    expect(notes.description).to.contain('cross-attention');
  });

  it('has no buttons, no hints and no menu', async () => {
    const element = await heatmap(`src="${fileOf('translation-0.cross.json')}" layer="1" head="2"`);
    const said = (await svgOf(element)).documentElement.textContent!;
    for (const word of ['Save as', 'arrow keys', '‹', '›']) expect(said).not.to.contain(word);
  });

  it('draws in a browser, with the colours of the screen', async () => {
    const element = await heatmapOf(
      [
        [1, 0],
        [0, 1],
      ],
      { colormap: 'reds' },
    );
    const shown = await picture(new Blob([await element.toSVG()], { type: 'image/svg+xml' }));
    const colors = new Set<string>();
    for (let i = 0; i < shown.data.length; i += 4) colors.add(shown.data.slice(i, i + 3).join());
    const { data: screen } = pixels(element);
    for (const i of [0, screen.length - 4]) expect(colors.has(screen.slice(i, i + 3).join())).to.equal(true);
  });

  it('of a grid has all titles and an image of the cells of each head', async () => {
    const element = await heatmap(`src="${fileOf('translation-0.cross.json')}"`);
    const svg = await svgOf(element);
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent);
    expect(said).to.include.members(['Layer 0', 'Layer 1', 'Head 0', 'Head 3']);
    const images = [...svg.querySelectorAll('image')].map((image) => image.getAttribute('href')!);
    const sizes = (await Promise.all(images.map(picture))).map(({ width, height }) => `${width} × ${height}`);
    expect(sizes.filter((size) => size === '10 × 11')).to.have.length(8);
  });

  it('says which head it is of, above it, and holds the caption and the legend, below it', async () => {
    const element = await heatmap(
      `src="${fileOf('translation-0.cross.json')}" layer="1" head="2" heading="Translation"`,
      '<span slot="caption">As in the paper</span>',
    );
    const texts = [...(await svgOf(element)).querySelectorAll('text')];
    const said = texts.map((text) => text.textContent);
    expect(said.slice(0, 2)).to.deep.equal(['Translation', 'Layer 1 · Head 2']);
    expect(said.at(-1)).to.equal('As in the paper');
    expect(said.join(' ')).to.contain('Attention weights, linear');
    const down = texts.map((text) => {
      const [, top] = /([-\d.]+)\)$/.exec(text.getAttribute('transform')!)!;
      return Number(top) + Number(text.getAttribute('y'));
    });
    expect(Math.max(...down)).to.equal(down.at(-1));
    // The page has no such line.
    expect(element.shadowRoot!.querySelectorAll('.heading')).to.have.length(1);
  });
});

describe('PNG', () => {
  for (const scale of [1, 2, 3]) {
    it(`at scale ${scale} has that many pixels, and the colours of the screen`, async () => {
      const element = await heatmapOf(
        [
          [1, 0],
          [0, 1],
        ],
        { colormap: 'reds', heading: 'A figure' },
      );
      const blob = await element.toPNG({ scale });
      expect(blob.type).to.equal('image/png');
      const shown = await picture(blob);
      const one = await picture(await element.toPNG({ scale: 1 }));
      expect(shown.width).to.be.closeTo(one.width * scale, scale);
      expect(shown.height).to.be.closeTo(one.height * scale, scale);
      const { width, height } = part(element, 'figure').getBoundingClientRect();
      expect(one.width).to.be.within(width - 1, width + 80);
      expect(one.height).to.be.within(height * 0.5, height + 80);
      const count = new Map<string, number>();
      for (let i = 0; i < shown.data.length; i += 4) {
        const color = shown.data.slice(i, i + 3).join();
        count.set(color, (count.get(color) ?? 0) + 1);
      }
      const { data: screen, width: across, height: down } = pixels(element);
      const cell = ((across * down) / 4 / devicePixelRatio ** 2) * scale ** 2;
      for (const i of [0, screen.length / 2 - 4]) {
        const found = count.get(screen.slice(i, i + 3).join()) ?? 0;
        // Each colour fills two of the four cells.
        expect(found).to.be.above(1.8 * cell);
      }
    });
  }

  it('is opaque', async () => {
    const shown = await picture(await (await heatmapOf([[1, 0]])).toPNG());
    for (let i = 3; i < shown.data.length; i += 4) if (shown.data[i] !== 255) throw new Error(`a hole at ${i}`);
  });
});

describe('CSV', () => {
  it('has every value of every head, exactly', async () => {
    const element = await heatmap(`src="${fileOf('translation-0.cross.npz')}"`);
    const [header, ...rows] = parseCsv(await element.toCSV());
    expect(header).to.deep.equal(['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight']);
    expect(rows).to.have.length(2 * 4 * 11 * 10);
    for (const [layer, head] of [
      [0, 0],
      [1, 3],
    ]) {
      const { data: weights } = await element.weights(layer, head);
      const own = rows.filter((row) => Number(row[0]) === layer && Number(row[1]) === head);
      expect(own.map((row) => Number(row[6]))).to.deep.equal([...weights]);
      expect(own[13].slice(2, 6)).to.deep.equal(['1', '3', '小', 'sleeps']);
    }
  });

  it('keeps tokens as they are, whatever is in them', async () => {
    const element = await heatmapOf(data);
    const rows = parseCsv(await element.toCSV()).slice(1);
    expect(rows.map((row) => row[5]).slice(0, 3)).to.deep.equal(data.key_tokens);
    expect(rows[3][4]).to.equal('<b>"cat"</b>');
    expect(rows.map((row) => row[6]).slice(4)).to.deep.equal(['NaN', '']);
  });
});

describe('files for papers', () => {
  it('are of the size that is asked for, with all that is seen', async () => {
    const element = await heatmapOf(data, { heading: 'Figure <1>' });
    const pdf = new TextDecoder('latin1').decode(await (await element.toPDF({ width: '85mm' })).arrayBuffer());
    const [, width] = /\/MediaBox \[0 0 ([\d.]+)/.exec(pdf)!;
    expect(Number(width)).to.be.closeTo((85 / 25.4) * 72, 0.001);
    expect(pdf)
      .to.match(/^%PDF-1\.7\n/)
      .and.to.contain('/Subtype /Image')
      .and.to.match(/%%EOF\n$/);
    const typst = await element.toTypst({ fontSize: '8pt' });
    for (const token of ['"the"', '"注"', 'Figure <1>', 'image(bytes((137,80,78,71', 'tiling('])
      expect(typst).to.contain(token);
    expect(typst)
      .not.to.contain('Save as')
      .and.not.to.match(/text\(size: (?!8pt)/);
    const { source, files } = await element.toTikZ({ name: 'head' });
    expect(source).to.contain('{head-1.png}').and.to.contain('注\\\\意');
    expect([...files.values()].map((file) => file[1])).to.deep.equal([...files].map(() => 0x50));
  });

  it('refuse what is no length', async () => {
    const element = await heatmapOf(data);
    const told = await element.toPDF({ width: '85' }).catch(({ code, message }) => `${code}: ${message}`);
    expect(told).to.equal('bad-option: width is 85: a length on paper is needed, as in 85mm or 8pt.');
  });
});

describe('the menu', () => {
  it('saves each kind as a file with a name of its own', async () => {
    const element = await heatmapOf(data, { heading: 'My figure: 1/2' });
    const saved: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    const files = ['SVG', 'PNG', 'PDF', 'TikZ, for LaTeX', 'CSV'].map((kind) => `Save as ${kind}`);
    for (const label of [...files, 'Save for Typst']) {
      const before = saved.length;
      button(element, label).click();
      await until(() => saved.length > before, label);
    }
    HTMLAnchorElement.prototype.click = click;
    expect(saved.map((name) => name.replace(/^.*\./, ''))).to.deep.equal(['svg', 'png', 'pdf', 'zip', 'csv', 'typ']);
    for (const name of saved) expect(name).to.match(/^My-figure-1-2[\p{L}\p{N}-]*\.\w+$/u);
  });

  it('opens, closes with Escape and gives the focus back', async () => {
    const element = await heatmapOf(data);
    const menu = part<HTMLDetailsElement>(element, 'menu');
    const summary = menu.querySelector('summary')!;
    expect(summary.getAttribute('aria-label')).to.equal('Save or list');
    summary.click();
    expect(menu.open).to.equal(true);
    button(element, 'Save as SVG').focus();
    menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(menu.open).to.equal(false);
    expect(element.shadowRoot!.activeElement === summary).to.equal(true);
  });
});
