import { expect } from '@open-wc/testing';
import type { AttnImage } from '../../src/index.js';
import { change, colored, errors, image, imageOf, isShown, listen, part, readout, stand, until } from './fixture.js';

const shown = (element: AttnImage) => element.shadowRoot!.querySelector<HTMLImageElement>('[part~=picture]');
const data = [0.1, 0.2, 0.3, 0.4];

describe('the picture', () => {
  it('is the one that image names', async () => {
    const element = await imageOf(data, { image: colored('teal') });
    expect(shown(element)!.complete && shown(element)!.naturalWidth).to.equal(40);
    expect(shown(element)!.src).to.equal(colored('teal'));
  });

  it('is an <img> between the tags where image names none; its words name the figure', async () => {
    const url = colored('teal', 30, 30);
    const element = await image('data="[0.1, 0.2, 0.3, 0.4]"', `<img src="${url}" alt="A teal square">`);
    expect(shown(element)!.src).to.equal(url);
    expect(part(element, 'figure').getAttribute('aria-label')).to.equal('A teal square');
    // It was there while the figure was not, and stands in its place now.
    expect(isShown(element.querySelector('img')!)).to.equal(false);
  });

  it('is that inside a <picture>, and follows it', async () => {
    const [first, second] = [colored('teal'), colored('navy')];
    const content = `<picture><source srcset="${first}"><img src="${second}" alt=""></picture>`;
    const element = await image('data="[0.1, 0.2, 0.3, 0.4]"', content);
    await until(() => shown(element)?.src === first, 'the source that the browser chose');
    element.querySelector('source')!.remove();
    element.querySelector('img')!.src = colored('olive');
    await until(() => shown(element)?.src === colored('olive'), 'another picture');
  });

  it('is not one that stands in the caption', async () => {
    const caption = `<span slot="caption">Like <img src="${colored('navy')}" alt="navy"></span>`;
    const element = await image('data="[0.1, 0.2, 0.3, 0.4]"', caption);
    expect(shown(element)).to.equal(null);
  });

  it('is not needed', async () => {
    const element = await imageOf(data);
    expect(shown(element)).to.equal(null);
    expect(readout(element)).to.match(/^The largest/);
    expect(errors(element)).to.deep.equal([]);
  });

  it('of the file is looked at only where the author says so', async () => {
    const file = { attention: [data], source_image: colored('maroon') };
    const element = await imageOf(file);
    expect(shown(element)).to.equal(null);
    await change(element, { image: 'file' });
    expect(shown(element)!.src).to.equal(colored('maroon'));
  });

  it('of the file may not be a script', async () => {
    const told = listen<{ code: string }>(stand, 'attn-error');
    const element = await imageOf({ attention: [data], source_image: 'javascript:alert(1)' }, { image: 'file' });
    expect(shown(element)).to.equal(null);
    expect(told.map(({ code }) => code)).to.deep.equal(['scheme']);
    expect(errors(element)[0]).to.contain('javascript:alert(1) is not an address');
  });

  it('of the file is beside the file', async () => {
    const element = await image('src="/stories/article/data/lake-words.json" grid="10 16" image="file"');
    expect(new URL(shown(element)!.src).pathname).to.equal('/stories/article/data/lake.png');
    expect(shown(element)!.naturalWidth).to.equal(384);
  });

  it('that is missing is told of, and the weights are shown all the same', async () => {
    const told = listen<{ code: string; message: string }>(stand, 'attn-error');
    const element = await imageOf(data, { image: '/absent.png' });
    expect(told.map(({ code }) => code)).to.deep.equal(['no-picture']);
    expect(errors(element)).to.have.length(1);
    expect(errors(element)[0]).to.contain('/absent.png cannot be shown');
    expect(isShown(part(element, 'plot'))).to.equal(true);
    await change(element, { image: colored('teal') });
    expect(errors(element)).to.deep.equal([]);
    expect(shown(element)!.naturalWidth).to.equal(40);
  });

  it('is as allowed to be read as its author says', async () => {
    const element = await imageOf(data, { image: colored('teal'), crossOrigin: 'anonymous' });
    expect(shown(element)!.crossOrigin).to.equal('anonymous');
    await change(element, { crossOrigin: null });
    expect(shown(element)!.crossOrigin).to.equal(null);
  });
});
