import { expect } from '@open-wc/testing';
import { stand, until } from '../../scripts/testing/page/fixture.js';
import { parseCsv } from '../../scripts/testing/page/saved.js';
import { type Element, showOne, six } from './six.js';

/** What saves a figure, by the kind of its file. */
type Saving = Element & {
  toSVG(): Promise<string>;
  toPNG(size?: unknown): Promise<Blob>;
  toCSV(of?: unknown): Promise<string>;
};

const pictures = ['toSVG', 'toPNG'] as const;

/** Code of what a promise rejects with; throws where it is none of ours, or resolves. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: { name: string; code: string }) => thrown,
  );
  expect(error?.name, String(error)).to.equal('AttnError');
  return error!.code;
}

/** Numbers of the figure; of a trainer those of its attention. */
const numbersOf = async (element: Saving) =>
  parseCsv(await (element.train ? element.toCSV('attention') : element.toCSV()));

/** Properties with which it cannot be shown, where they are not those of all. */
const broken: Readonly<Record<string, object>> = {
  'pe-plot': { kind: 'learned', src: 'data:application/json,{' },
};

for (const tag of Object.keys(six)) {
  describe(`saving ${tag}`, () => {
    it('waits for what is on its way', async () => {
      const element = Object.assign(document.createElement(tag), six[tag]) as unknown as Saving;
      stand.append(element);
      const saved = element.train ? codeOf(element.toSVG()) : element.toSVG();
      // A trainer that nobody has started has none.
      expect(await saved).to.match(element.train ? /^no-figure$/ : /^<svg /);
    });

    it('tells what is asked for in vain', async () => {
      const element = (await showOne(tag, stand)) as Saving;
      for (const size of [{ scale: 0 }, { scale: NaN }, { scale: '2' }, { dpi: 1e9 }, 3])
        expect(await codeOf(element.toPNG(size)), JSON.stringify(size)).to.equal('bad-option');
      if (element.train) expect(await codeOf(element.toCSV('accuracy'))).to.equal('bad-option');
    });

    it('tells that it is hidden, whose numbers are there all the same', async () => {
      const element = (await showOne(tag, stand)) as Saving;
      const numbers = await numbersOf(element);
      expect(numbers.length).to.be.above(3);
      stand.style.display = 'none';
      for (const kind of pictures) expect(await codeOf(element[kind]()), kind).to.equal('not-laid-out');
      expect(await numbersOf(element)).to.deep.equal(numbers);
      stand.style.display = '';
      expect(await element.toSVG()).to.match(/^<svg /);
    });

    it('tells that it is not on the page, before it was and after', async () => {
      const never = Object.assign(document.createElement(tag), six[tag]) as unknown as Saving;
      for (const kind of pictures) expect(await codeOf(never[kind]()), kind).to.equal('not-laid-out');
      const element = (await showOne(tag, stand)) as Saving;
      element.remove();
      for (const kind of pictures) expect(await codeOf(element[kind]()), kind).to.equal('not-laid-out');
    });

    // A trainer begins with nothing, and has all the same buttons after a fault.
    if (tag === 'attn-trainer') return;
    it('tells why there is nothing', async () => {
      const element = Object.assign(
        document.createElement(tag),
        broken[tag] ?? { data: '[1, [2]]' },
      ) as unknown as Saving;
      stand.append(element);
      await until(() => element.shadowRoot!.querySelector('[role=alert]'), 'it failed');
      for (const kind of pictures) {
        const code = await codeOf(element[kind]());
        expect(['no-figure', 'not-laid-out', 'not-loaded'], kind).not.to.include(code);
      }
    });
  });
}
