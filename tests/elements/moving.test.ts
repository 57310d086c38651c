import { expect } from '@open-wc/testing';
import { countWorkers } from '../../scripts/testing/page/leaks.js';
import { button, part, press, quiet, settle, stand, until } from '../../scripts/testing/page/fixture.js';
import { attention, type Element, showOne, six, tokens } from './six.js';

/** Other places of a page, and how an element comes there. */
const places: Readonly<Record<string, (element: HTMLElement) => void>> = {
  'another parent': (element) => {
    const parent = document.createElement('section');
    stand.append(parent);
    parent.append(element);
  },
  'a dialog that opens': (element) => {
    const dialog = document.createElement('dialog');
    stand.append(dialog);
    dialog.append(element);
    dialog.showModal();
  },
  'another place of a list': (element) => {
    const list = document.createElement('div');
    list.append(document.createElement('p'), document.createElement('p'));
    stand.append(list);
    list.prepend(element);
    list.append(element);
  },
  'a shadow root': (element) => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' });
    stand.append(host);
    host.shadowRoot!.append(element);
  },
};

/** Text of a figure, as one line. */
const shownIn = (element: Element) =>
  element.shadowRoot!.querySelector('.figure')!.textContent!.replace(/\s+/g, ' ').trim();

describe('an element that is moved', () => {
  for (const tag of Object.keys(six)) {
    for (const [place, move] of Object.entries(places)) {
      it(`shows the same in ${place}: ${tag}`, async () => {
        const element = await showOne(tag, stand);
        await quiet(element);
        const before = shownIn(element);
        expect(before).to.have.length.above(20);
        let told = 0;
        for (const type of ['attn-load', 'attn-error', 'attn-select', 'attn-change', 'attn-step'])
          element.addEventListener(type, () => told++);
        move(element);
        await quiet(element);
        expect(shownIn(element)).to.equal(before);
        expect(told, 'events').to.equal(0);
        expect(element.getBoundingClientRect().height).to.be.above(50);
      });
    }

    it(`keeps its cell, its pin and its table: ${tag}`, async () => {
      const element = await showOne(tag, stand);
      await press(element, 'ArrowRight', 'ArrowRight', 'Enter');
      button(element, tag === 'attn-trainer' ? 'Show the attention as a table' : 'Show the numbers as a table').click();
      await quiet(element);
      const table = () => element.shadowRoot!.querySelector('table')?.textContent;
      const readout = () => part(element, 'readout').textContent!.trim();
      const before = [table(), readout()];
      expect(before[0]).to.have.length.above(20);
      expect(before[1]).to.have.length.above(5);
      places['another parent'](element);
      await quiet(element);
      expect([table(), readout()]).to.deep.equal(before);
    });
  }

  for (const tag of Object.keys(six).filter((tag) => tag !== 'attn-trainer')) {
    it(`asks for its file once, moved before and after it came: ${tag}`, async () => {
      let asked = 0;
      let aborted = 0;
      let answer = () => {};
      const { fetch } = globalThis;
      const { data, ...rest } = six[tag] as { data: object };
      globalThis.fetch = (_, init) => {
        asked++;
        init?.signal?.addEventListener('abort', () => aborted++);
        return new Promise((resolve) => (answer = () => resolve(new Response(JSON.stringify(data)))));
      };
      const element = document.createElement(tag) as unknown as Element;
      Object.assign(element, rest, { src: `/${tag}-moved.json` });
      stand.append(element);
      await until(() => asked > 0, 'it asks');
      places['another parent'](element);
      await settle();
      expect([asked, aborted]).to.deep.equal([1, 0]);
      answer();
      await element.ready;
      places['a dialog that opens'](element);
      await quiet(element);
      globalThis.fetch = fetch;
      expect(asked).to.equal(1);
      expect(shownIn(element)).to.have.length.above(20);
    });
  }

  it('keeps the head that a reader opened', async () => {
    const heads = [attention, attention.map((row) => row.toReversed())];
    const element = await showOne('attn-heatmap', stand, { data: { attention: heads, tokens } });
    await press(element, 'ArrowRight', 'Enter');
    await quiet(element);
    const before = shownIn(element);
    places['another parent'](element);
    await quiet(element);
    expect(shownIn(element)).to.equal(before);
    expect(before).to.contain('Head 1');
  });

  it('keeps its pin in a group, also where it is the only one of it', async () => {
    const element = await showOne('attn-heatmap', stand, { group: 'moved' });
    await press(element, 'ArrowRight', 'ArrowDown', 'Enter');
    const before = part(element, 'readout').textContent!.trim();
    expect(before).to.contain('small (1) → small (1)');
    places['another parent'](element);
    await quiet(element);
    expect(part(element, 'readout').textContent!.trim()).to.equal(before);
  });

  it('goes on to train, in the same worker', async () => {
    const workers = countWorkers();
    try {
      const element = Object.assign(document.createElement('attn-trainer'), {
        ...six['attn-trainer'],
        steps: 1e6,
      }) as unknown as Element;
      stand.append(element);
      let step = 0;
      element.addEventListener('attn-step', (event) => (step = (event as CustomEvent<{ step: number }>).detail.step));
      await element.train!();
      await until(() => step > 5, 'it trains');
      const before = step;
      places['another parent'](element);
      await until(() => step > before + 5, 'it goes on');
      expect(workers.begun()).to.equal(1);
      element.remove();
      await until(() => workers.open.size === 0, 'its worker ends');
    } finally {
      workers.stop();
    }
  });
});

describe('an element that is removed', () => {
  it('stops the fetch that is under way, and begins again when it is put back', async () => {
    const { fetch } = globalThis;
    let asked = 0;
    let aborted = 0;
    globalThis.fetch = (_, init) => {
      asked++;
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          aborted++;
          reject(init.signal!.reason);
        });
      });
    };
    const element = document.createElement('attn-heatmap');
    element.src = '/removed.json';
    stand.append(element);
    await until(() => asked > 0, 'it asks');
    element.remove();
    await until(() => aborted > 0, 'its fetch ends');
    expect([asked, aborted]).to.deep.equal([1, 1]);
    stand.append(element);
    await until(() => asked > 1, 'it asks again');
    globalThis.fetch = fetch;
  });
});
