import { expect } from '@open-wc/testing';
import { settle, stand } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne, six } from './six.js';

/** Frames in which a page comes to rest, and those in which it is seen to. */
const FRAMES = 8;
const SEEN = 6;

/** A box of the page that scrolls where it is too low. */
function boxOf(style: string): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = `overflow: auto; ${style}`;
  stand.append(box);
  return box;
}

/** The height of a figure in so much room. */
async function heightIn(element: Element, width: number): Promise<number> {
  const box = boxOf(`width: ${width}px; overflow: visible`);
  box.append(element);
  await settle(4);
  return element.offsetHeight;
}

/** Number of changes of the room in a box from frame to frame, once its figure has had time to rest. */
async function changes(box: HTMLElement): Promise<number> {
  await settle(FRAMES);
  let count = 0;
  let width = box.clientWidth;
  for (let i = 0; i < SEEN; i++) {
    await settle(1);
    count += Number(box.clientWidth !== width);
    width = box.clientWidth;
  }
  return count;
}

describe('a figure in a box that scrolls', () => {
  it('sees scroll bars that take room, as readers with a mouse do', () => {
    const box = boxOf('height: 20px');
    box.innerHTML = '<p style="height: 50px"></p>';
    expect(box.clientWidth).to.be.below(box.offsetWidth);
  });

  for (const tag of Object.keys(six)) {
    for (const name of ['height', 'max-height']) {
      it(`rests, whatever the ${name} of the box: ${tag}`, async () => {
        const element = await showOne(tag, stand);
        const wide = await heightIn(element, 640);
        const narrow = await heightIn(element, 625);
        const box = boxOf('width: 640px');
        box.append(element);
        // From what is too low with a bar and without to what needs none, with the margins of the element and what lies between.
        const [low, high] = [Math.min(wide, narrow) + 20, Math.max(wide, narrow) + 36];
        for (let height = low; height <= high; height += 4) {
          box.style.setProperty(name, `${height}px`);
          expect(await changes(box), `${height}px`).to.equal(0);
        }
        expect(box.clientWidth, 'without need of a bar').to.equal(640);
      });
    }
  }

  it('rests beside others', async () => {
    const elements = [await showOne('attn-image', stand), await showOne('pe-plot', stand)];
    let wide = 0;
    for (const element of elements) wide += await heightIn(element, 640);
    const box = boxOf('width: 640px');
    box.append(...elements);
    for (let height = wide + 8; height <= wide + 60; height += 4) {
      box.style.height = `${height}px`;
      expect(await changes(box), `${height}px`).to.equal(0);
    }
  });

  it('takes the whole room again when the box is high enough', async () => {
    const element = await showOne('attn-image', stand);
    const plot = () => element.shadowRoot!.querySelector<HTMLElement>('.plot')!.offsetWidth;
    const wide = await heightIn(element, 640);
    const before = plot();
    const box = boxOf(`width: 640px; height: ${wide + 18}px`);
    box.append(element);
    await settle(FRAMES);
    expect(plot()).to.be.below(before);
    expect(box.clientWidth).to.equal(640);
    box.style.height = `${wide + 60}px`;
    await settle(FRAMES);
    expect(plot()).to.equal(before);
  });

  it('rests on a page that is a little too low for it', async () => {
    const element = await showOne('attn-image', stand);
    const space = document.createElement('div');
    stand.append(space);
    stand.style.width = 'calc(100% - 500px)';
    await settle(4);
    const root = document.documentElement;
    expect(element.offsetHeight, 'it fits alone').to.be.below(root.clientHeight - 60);
    const missing = root.clientHeight - stand.getBoundingClientRect().bottom;
    for (let height = missing - 24; height <= missing + 24; height += 4) {
      space.style.height = `${height}px`;
      expect(await changes(root), `${height}px`).to.equal(0);
    }
  });
});
