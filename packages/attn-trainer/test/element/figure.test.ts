import { expect, oneEvent } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { button, part, quick, stand, trained, until } from './fixture.js';

const titles = (element: AttnTrainer) =>
  [...element.shadowRoot!.querySelectorAll('.tokens .title')].map((one) => one.textContent);

describe('the figure', () => {
  it('names layers and heads, and says how weights became colours', async () => {
    const element = stand({ ...quick, layers: 2, heads: 2 });
    await trained(element);
    expect(titles(element)).to.deep.equal([
      'Layer 0 · Head 0',
      'Layer 0 · Head 1',
      'Layer 1 · Head 0',
      'Layer 1 · Head 1',
    ]);
    const legend = part(element, 'legend')!;
    expect(legend.textContent).to.contain('linear, one scale for all heads');
    const ticks = [...legend.querySelectorAll('text')].map((tick) => Number(tick.textContent));
    expect(ticks[0]).to.equal(0);
    const source = element.attentionSource!;
    const all = await Promise.all([0, 1, 2, 3].map((i) => source.slice(Math.floor(i / 2), i % 2)));
    const most = Math.max(...all.flatMap((values) => [...values]));
    // Of all steps, and so the same when another is looked at.
    expect(ticks.at(-1)).to.be.within(most - 1e-3, 1);
    const text = legend.textContent;
    const range = element.shadowRoot!.querySelector<HTMLInputElement>('input.replay')!;
    range.value = '0';
    range.dispatchEvent(new Event('input'));
    await until(() => range.getAttribute('aria-valuetext') === '0', 'the first step is shown');
    expect(legend.textContent).to.equal(text);
    element.domain = [0, 0.5];
    await until(() => legend.textContent !== text, 'the scale is as the page says');
    const bar = legend.querySelector('canvas')!.getContext('2d')!.getImageData(0, 0, 256, 1).data;
    expect(Array.from(bar).slice(0, 3)).to.deep.equal([68, 1, 84]);
    element.remove();
  });

  it('keeps heads large enough to read where there is little room', async () => {
    const element = stand({ ...quick, length: 8, heads: 4, steps: 2 });
    element.style.width = '320px';
    await trained(element);
    const tiles = [...element.shadowRoot!.querySelectorAll('.tokens .tile')].map((tile) =>
      tile.getBoundingClientRect(),
    );
    const right = element.getBoundingClientRect().right;
    for (const { width, right: end } of tiles) {
      expect(width).to.be.above(8 * 11);
      expect(end).to.be.at.most(right + 1);
    }
    element.style.width = '900px';
    await until(
      () =>
        new Set(
          [...element.shadowRoot!.querySelectorAll('.tokens .tile')].map((tile) => tile.getBoundingClientRect().y),
        ).size === 1,
      'they stand side by side',
    );
    element.remove();
  });

  it('names the layers of a stack', async () => {
    const element = stand({ task: 'reconstruct', steps: 2, engine: 'wasm' });
    await trained(element);
    expect(titles(element)).to.deep.equal(['Layer 0', 'Layer 1', 'Layer 2']);
    expect(part(element, 'legend')!.textContent).to.contain('Weights of the layers');
    expect(part(element, 'example')).to.equal(null);
    element.remove();
  });

  it('has its curves in words and as a table', async () => {
    const element = stand();
    await trained(element);
    const losses = (await element.toCSV())!
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => Number(row.split(',')[1]));
    const said = element.shadowRoot!.querySelector('.chart .lined')!.getAttribute('aria-label')!;
    const numbers = [...said.matchAll(/-?[\d.]+\d/g)].map(([number]) => Number(number));
    expect(said).to.match(/^Loss: /);
    for (const value of [losses[0], losses.at(-1)!, Math.min(...losses), Math.max(...losses)]) {
      expect(numbers.some((number) => Math.abs(number - value) < 1e-3 * value)).to.equal(true);
    }
    button(element, 'Show the losses')!.click();
    await element.updateComplete;
    const rows = [...part(element, 'table')!.querySelectorAll('tbody tr')];
    expect(rows).to.have.length(50);
    expect(rows[0].querySelector('td')!.textContent).to.equal('');
    expect(Number(rows[8].querySelector('td')!.textContent)).to.be.closeTo(losses[7], 1e-3);
    expect(rows[25].querySelectorAll('td')[2].textContent).to.match(/%$/);
    await expect(element).to.be.accessible();
    button(element, 'Hide the table of losses')!.click();
    await element.updateComplete;
    expect(part(element, 'table')).to.equal(null);
    element.remove();
  });

  it('keeps the labels of its curves within its width', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    element.style.setProperty('--attn-font', 'monospace');
    await element.step();
    await element.ready;
    const { right } = element.getBoundingClientRect();
    const labels = [...element.shadowRoot!.querySelectorAll('.chart .bottom text')];
    expect(labels.map((label) => label.textContent)).to.include('1000000');
    for (const label of labels) expect(label.getBoundingClientRect().right).to.be.at.most(right);
    element.remove();
  });

  it('does not move what is below it while the model learns', async () => {
    const element = stand({ ...quick, steps: 300 });
    const heights = new Set<number>();
    const watcher = new ResizeObserver(() => {
      if (part(element, 'legend')) heights.add(Math.round(element.getBoundingClientRect().height));
    });
    watcher.observe(element);
    await trained(element);
    await new Promise(requestAnimationFrame);
    watcher.disconnect();
    expect([...heights]).to.have.length(1);
    element.remove();
  });

  it('takes the room that an author keeps for it', async () => {
    const element = stand();
    element.style.minHeight = '900px';
    await element.updateComplete;
    await trained(element);
    expect(part(element, 'legend'), 'the figure is there').not.to.equal(null);
    expect(element.getBoundingClientRect().height).to.equal(900);
    element.remove();
  });

  it('has the numbers of its legend where they belong on a page that runs from right to left', async () => {
    const element = stand();
    element.dir = 'rtl';
    await trained(element);
    const bar = element.shadowRoot!.querySelector('.bar canvas')!.getBoundingClientRect();
    for (const label of element.shadowRoot!.querySelectorAll('.bar text')) {
      const { left, right } = label.getBoundingClientRect();
      expect(left).to.be.at.least(bar.left - 1);
      expect(right).to.be.at.most(bar.right + 2);
    }
    element.remove();
  });

  it('leaves a page that was scrolled to its end where it is', async () => {
    const space = document.createElement('div');
    space.style.height = '2000px';
    document.body.prepend(space);
    const element = stand();
    await element.updateComplete;
    scrollTo(0, document.documentElement.scrollHeight);
    const before = scrollY;
    let least = before;
    const scrolled = () => (least = Math.min(least, scrollY));
    addEventListener('scroll', scrolled);
    const done = oneEvent(element, 'attn-done');
    await element.train();
    await done;
    await element.ready;
    for (const width of ['80%', '60%']) {
      element.style.width = width;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
    removeEventListener('scroll', scrolled);
    expect(before).to.be.above(1000);
    expect(least).to.equal(before);
    element.remove();
    space.remove();
  });

  it('offers the example for the reader to change, without what the model adds to it', async () => {
    const element = stand({ ...quick, task: 'copy' });
    await trained(element);
    const field = element.shadowRoot!.querySelector<HTMLInputElement>('input[name=text]')!;
    expect(field.value).to.match(/^[A-D]( [A-D]){3}$/);
    const changed = `${field.value.startsWith('A') ? 'B' : 'A'}${field.value.slice(1)}`;
    field.value = changed;
    field.form!.requestSubmit();
    await until(() => element.example === changed, 'it is asked for');
    await until(
      () => part(element, 'example')!.querySelector('td')!.textContent === changed[0],
      'it is put to the model',
    );
    element.remove();
  });

  it('is there in Chinese', async () => {
    const element = stand({ ...quick, heads: 2 });
    element.lang = 'zh-Hans';
    await trained(element);
    await until(() => part(element, 'legend')?.textContent!.includes('注意力权重'), 'the legend is Chinese');
    expect(titles(element)).to.deep.equal(['头 0', '头 1']);
    expect(part(element, 'controls')!.textContent).to.contain('速度');
    element.remove();
  });
});

describe('the speed', () => {
  it('is chosen beside Train, before and while it learns', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.updateComplete;
    const choice = part(element, 'controls')!.querySelector('select')!;
    const choose = async (text: string) => {
      choice.selectedIndex = [...choice.options].findIndex((one) => one.textContent!.startsWith(text));
      choice.dispatchEvent(new Event('change'));
      await element.updateComplete;
    };
    expect(choice.selectedOptions[0].textContent).to.contain('as fast as it goes');
    await choose('5 steps a second');
    expect(element.speed).to.equal(5);
    expect(element.runOptions.speed).to.equal(5);
    await element.train();
    const slow = ((await oneEvent(element, 'attn-step')) as CustomEvent).detail;
    // Each step is reported: none is taken meanwhile.
    expect(((await oneEvent(element, 'attn-step')) as CustomEvent).detail.step).to.equal(slow.step + 1);
    await choose('as fast');
    expect(element.speed).to.equal(null);
    let before = slow.step;
    let leap = 0;
    element.addEventListener('attn-step', (event) => {
      const { step } = (event as CustomEvent).detail;
      leap = Math.max(leap, step - before);
      before = step;
    });
    await until(() => leap > 3, 'many steps are taken between two reports');
    element.remove();
  });

  it('of the author’s is among the choices', async () => {
    const element = stand({ ...quick, speed: 12 });
    await element.updateComplete;
    const choice = part(element, 'controls')!.querySelector('select')!;
    expect(choice.selectedOptions[0].textContent).to.contain('12 steps a second');
    element.remove();
  });
});
