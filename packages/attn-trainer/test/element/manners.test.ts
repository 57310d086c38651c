import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { button, part, quick, replace, settle, stand, trained, until } from './fixture.js';

describe('the manners of a page', () => {
  it('a run that begins by itself waits until it is seen, and rests out of sight', async () => {
    const space = document.createElement('div');
    space.style.height = '4000px';
    document.body.prepend(space);
    const element = stand({ ...quick, steps: 1e6, autoplay: true });
    let steps = 0;
    element.addEventListener('attn-step', () => steps++);
    // Observers have told in the first of these frames that it is not seen; it would begin in the tasks after them.
    await settle(4);
    expect(steps).to.equal(0);
    element.scrollIntoView();
    await until(() => steps > 1, 'it trains in sight');
    scrollTo(0, 0);
    // What was begun is reported once more. At rest it reports nothing, however long; a step takes no frame.
    let rested = -1;
    await until(async () => {
      rested = steps;
      await settle(10);
      return steps === rested;
    }, 'it rests out of sight');
    element.scrollIntoView();
    await until(() => steps > rested + 1, 'it goes on');
    element.remove();
    space.remove();
  });

  it('a removed element says nothing more', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.train();
    await oneEvent(element, 'attn-step');
    let heard = 0;
    element.addEventListener('attn-step', () => heard++);
    element.remove();
    // A report that was on its way comes in a task before these are over.
    await settle(4);
    expect(heard).to.equal(0);
  });

  it('is in the language around it', async () => {
    const around = await fixture(html`<div lang="zh-TW"></div>`);
    const element = stand();
    around.append(element);
    await until(() => button(element, '訓練'), 'it speaks Chinese');
    await trained(element);
    expect(part(element, 'progress')!.textContent).to.contain('第 60 步');
  });

  it('is called by its task, in the language around it', async () => {
    const heading = (element: AttnTrainer) => element.shadowRoot!.querySelector('.heading')!.textContent!;
    const around = await fixture(html`<div></div>`);
    const names = { en: [] as string[], 'zh-Hans': [] as string[], 'zh-Hant': [] as string[] };
    const tasks = 'reverse sort copy induction translate digits hierarchy reconstruct own'.split(' ');
    for (const lang of Object.keys(names) as (keyof typeof names)[]) {
      around.setAttribute('lang', lang);
      for (const task of tasks) {
        const element = stand({ task });
        around.append(element);
        await element.ready;
        names[lang].push(heading(element));
        element.remove();
      }
      expect(new Set(names[lang])).to.have.length(tasks.length);
    }
    expect(names.en[0]).to.equal('A model that learns: letters backwards');
    // Letters of the Latin alphabet are in none of them.
    for (const name of [...names['zh-Hans'], ...names['zh-Hant']]) expect(name).not.to.match(/[a-z]/i);
    around.setAttribute('lang', 'en');
    const element = stand({ task: 'constructor' });
    around.append(element);
    await element.ready;
    expect(heading(element)).to.equal('A model that learns: constructor');
  });

  it('leaves the focus on the button that was pressed, whatever it says next', async () => {
    for (const name of ['Train', 'Step']) {
      const element = stand({ ...quick, steps: 1e6 });
      await element.updateComplete;
      const pressed = button(element, name)!;
      pressed.focus();
      const stepped = oneEvent(element, 'attn-step');
      pressed.click();
      await element.updateComplete;
      expect(element.shadowRoot!.activeElement, `${name}, while it opens`).to.equal(pressed);
      await stepped;
      expect(element.shadowRoot!.activeElement, `${name}, when it has`).to.equal(pressed);
      element.remove();
    }
  });

  it('answers off the page, and wants nothing there', async () => {
    const element = Object.assign(document.createElement('attn-trainer'), quick);
    await Promise.all([element.train(), element.pause(), element.step(), element.reset(), element.load('/absent.npz')]);
    document.body.append(element);
    await element.updateComplete;
    expect(button(element, 'Train'), 'it waits for its reader').not.to.equal(undefined);
    await trained(element);
    element.remove();
  });

  it('is accessible before, and when it has learned', async () => {
    const element = stand({ ...quick, controls: true });
    await element.updateComplete;
    await expect(element).to.be.accessible();
    await trained(element);
    await expect(element).to.be.accessible();
    const announced = element.shadowRoot!.querySelector('[role=status]')!.textContent!;
    expect(announced).to.contain('Done');
    element.remove();
  });
});

describe('what goes wrong', () => {
  const failing = async (properties: object): Promise<{ element: AttnTrainer; code: string }> => {
    const element = stand({ ...quick, ...properties });
    const failed = oneEvent(element, 'attn-error');
    void element.train();
    const { detail } = (await failed) as CustomEvent;
    await element.updateComplete;
    return { element, code: detail.code };
  };

  for (const [properties, code, sentence] of [
    [{ task: 'nonsense' }, 'unknown-task', 'no task nonsense'],
    [{ heads: 3 }, 'bad-option', 'heads is 3'],
    [{ src: '/data.csv' }, 'unread-data', 'write task="own"'],
    [{ task: 'own' }, 'no-data', 'name a file in src'],
    [{ task: 'own', src: '/absent.csv' }, 'not-found', '/absent.csv'],
  ] as const) {
    it(`is said in the element, and told: ${JSON.stringify(properties)}`, async () => {
      const { element, code: found } = await failing(properties);
      expect(found).to.equal(code);
      expect(part(element, 'error')!.textContent).to.contain(sentence);
      expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility()).to.equal(true);
      element.remove();
    });
  }

  it('is said before anybody trains, where the task is none or reads no data, and shows no other run', async () => {
    for (const [properties, sentence] of [
      [{ task: 'nonsense' }, 'no task nonsense'],
      [{ task: 'reverse', src: '/data.csv' }, 'write task="own"'],
      [{ data: 'text,label\na,b\n' }, 'write task="own"'],
    ] as const) {
      const element = stand(properties);
      const { detail } = (await oneEvent(element, 'attn-error')) as CustomEvent;
      await element.ready;
      expect(detail.message).to.contain(sentence);
      expect(part(element, 'error')!.textContent).to.contain(sentence);
      expect(part(element, 'canvas')).to.equal(null);
      Object.assign(element, { task: 'reverse', src: null, data: null });
      await element.updateComplete;
      expect(part(element, 'error')).to.equal(null);
      element.remove();
    }
  });

  it('other settings are another run, and another chance', async () => {
    const { element } = await failing({ heads: 3 });
    element.heads = 2;
    await trained(element);
    expect(part(element, 'error')).to.equal(null);
    element.remove();
  });

  it('an exploding loss offers the way back', async () => {
    const { element, code } = await failing({ task: 'reconstruct', learningRate: 10, seed: 3, steps: 100 });
    expect(code).to.equal('exploded');
    expect(part(element, 'error')!.textContent).to.contain('weights of step 0');
    const done = oneEvent(element, 'attn-done');
    button(element, 'Go back to step 0')!.click();
    await done;
    element.remove();
  });

  it('a bad attribute warns, and counts as absent', async () => {
    const warned: string[] = [];
    const restore = replace(console, { warn: (text: string) => warned.push(text) });
    const element = await fixture<AttnTrainer>(html`<attn-trainer engine="steam" layers="many"></attn-trainer>`);
    restore();
    expect(element.engine).to.equal(null);
    expect(element.layers).to.equal(null);
    expect(warned.join()).to.contain('steam');
  });
});

describe('settings', () => {
  it('of readers change the run', async () => {
    const element = stand({ ...quick, controls: true });
    await trained(element);
    const heads = [...part(element, 'settings')!.querySelectorAll('label')].find((one) =>
      one.textContent!.includes('Heads'),
    )!;
    const input = heads.querySelector('input')!;
    input.value = '2';
    input.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(element.heads).to.equal(2);
    await trained(element);
    expect(element.shadowRoot!.querySelectorAll('.tokens .tile')).to.have.length(2);
    element.remove();
  });

  it('stay at hand when one is changed, with the focus, and what was learned until the next run is there', async () => {
    const element = stand({ ...quick, controls: true });
    await trained(element);
    const tiles = () => element.shadowRoot!.querySelectorAll('.tokens .tile').length;
    const input = (word: string) =>
      [...part(element, 'settings')!.querySelectorAll('label')]
        .find((one) => one.textContent!.includes(word))!
        .querySelector('input')!;
    part<HTMLDetailsElement>(element, 'settings')!.open = true;
    const { height } = element.getBoundingClientRect();
    const heads = input('Heads');
    heads.focus();
    heads.value = '2';
    heads.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.be.closeTo(height, 40);
    await until(() => tiles() === 2, 'the new model is shown');
    expect(element.shadowRoot!.activeElement).to.equal(heads);
    expect(part(element, 'progress')!.textContent).to.contain('Step 0 of 60');

    heads.value = '3';
    heads.dispatchEvent(new Event('change'));
    await until(() => element.shadowRoot!.querySelector('#fault-heads'), 'it says that heads must divide the width');
    expect(element.heads).to.equal(2);
    expect(input('Heads')).to.equal(heads);
    heads.value = '4';
    heads.dispatchEvent(new Event('change'));
    await until(() => tiles() === 4, 'another chance');
    element.remove();
  });

  it('of a model that trains begin another that trains', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.train();
    await oneEvent(element, 'attn-step');
    element.seed = 5;
    await element.updateComplete;
    const { detail } = (await oneEvent(element, 'attn-step')) as CustomEvent;
    expect(detail.step).to.be.above(0);
    await until(() => button(element, 'Pause'), 'it goes on');
    element.remove();
  });

  it('are those of the latest change, also in the middle of a run', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.train();
    await oneEvent(element, 'attn-step');
    element.task = 'copy';
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('canvas') !== null, 'what was learned stays').to.equal(true);
    element.steps = 20;
    await trained(element);
    expect(part(element, 'example')!.textContent).to.contain('|');
    element.remove();
  });

  it('of a link are those of the run that it leads to, and never an address to fetch', async () => {
    const before = location.hash;
    location.hash = '#attn-trainer?task=copy&seed=9&heads=2&learningRate=0.01&src=https%3A%2F%2Fexample.org&width=x';
    const element = stand({});
    await element.updateComplete;
    expect([element.task, element.seed, element.heads, element.learningRate]).to.deep.equal(['copy', 9, 2, 0.01]);
    expect([element.src, element.dModel]).to.deep.equal([null, null]);
    element.remove();
    location.hash = before;
  });
});
