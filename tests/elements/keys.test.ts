import { expect } from '@open-wc/testing';
import { grid, stand } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne, six } from './six.js';

/** Keys that come to a page which listens on every way that slides, manuals and notebooks do. */
function listenAsPages(): string[] {
  const heard: string[] = [];
  for (const target of [document, stand])
    for (const capture of [true, false])
      for (const type of ['keydown', 'keypress', 'keyup'])
        target.addEventListener(type, (event) => heard.push((event as KeyboardEvent).key), { capture });
  return heard;
}

/** What browsers send for a key. Whether its default action is left to do. */
function press(target: globalThis.Element, key: string, init: KeyboardEventInit = {}): boolean {
  const pressed = { key, bubbles: true, composed: true, cancelable: true, ...init };
  const isLeft = target.dispatchEvent(new KeyboardEvent('keydown', pressed));
  if (isLeft) target.dispatchEvent(new KeyboardEvent('keypress', pressed));
  target.dispatchEvent(new KeyboardEvent('keyup', pressed));
  return isLeft;
}

const controlled: Readonly<Record<string, object>> = {
  'attn-heatmap': { output: true, layer: 0, head: 0 },
  'attn-image': { classToken: 1 },
  'pe-plot': { controls: true, kind: 'sinusoidal', data: null },
  'attn-trainer': { controls: true },
};

const cellOf = (element: Element) => grid(element).getAttribute('aria-activedescendant');

for (const tag of Object.keys(six))
  describe(`keys in <${tag}>`, () => {
    it('that move in it, choose and let go never come to the page, on their way down neither', async () => {
      const element = await showOne(tag, stand);
      grid(element).focus();
      const heard = listenAsPages();
      const first = cellOf(element);
      expect(press(grid(element), 'ArrowRight')).to.equal(false);
      await element.ready;
      expect(cellOf(element), 'a key is done once').to.match(/1$/).and.not.to.equal(first);
      for (const key of ['ArrowDown', 'Home', 'End', 'PageDown', 'Enter']) {
        press(grid(element), key);
        await element.ready;
      }
      expect(press(grid(element), 'Escape')).to.equal(false);
      await element.ready;
      expect(heard.filter((key) => key !== 'Shift')).to.deep.equal([]);
    });

    it('that it has no use for do, once for each that listens', async () => {
      const element = await showOne(tag, stand);
      grid(element).focus();
      const heard = listenAsPages();
      // What it can let go of is let go of first.
      for (let i = 0; i < 3; i++) {
        press(grid(element), 'Escape');
        await element.ready;
      }
      heard.length = 0;
      expect(press(grid(element), 'Escape')).to.equal(true);
      expect(heard).to.deep.equal(Array(12).fill('Escape'));
      heard.length = 0;
      // With Control, Alt or Meta they are the browser's.
      for (const init of [{ altKey: true }, { metaKey: true }, { ctrlKey: true }])
        expect(press(grid(element), 'ArrowLeft', init)).to.equal(true);
      expect(heard).to.have.length(36);
    });

    it('that its fields, sliders and lists take are theirs', async () => {
      const element = await showOne(tag, stand, controlled[tag]);
      const heard = listenAsPages();
      const fields = [...element.shadowRoot!.querySelectorAll<HTMLElement>('input, select, textarea')];
      for (const field of fields) {
        for (const key of ['a', '5', ' ', 'ArrowLeft', 'Home', 'Backspace'])
          expect(press(field, key), `${key} does what it does in a field`).to.equal(true);
      }
      for (const button of element.shadowRoot!.querySelectorAll('summary'))
        expect(press(button, ' '), 'a button is pressed').to.equal(true);
      expect(heard).to.deep.equal([]);
    });
  });

describe('a figure with a field of its author', () => {
  it('lets the page have its keys', async () => {
    const element = await showOne('attn-heatmap', stand);
    const caption = document.createElement('span');
    caption.slot = 'caption';
    caption.innerHTML = '<input>';
    element.append(caption);
    await element.ready;
    const heard = listenAsPages();
    press(caption.firstElementChild!, 'ArrowLeft');
    expect(heard).to.have.length(12);
  });
});
