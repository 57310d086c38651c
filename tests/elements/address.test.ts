import { expect } from '@open-wc/testing';
import { quiet, replace, settle, stand, tasks, until } from '../../scripts/testing/page/fixture.js';
import { type Element, six } from './six.js';

/** A server that has a file in every folder, and knows what it was asked for. */
function serve(fileOf: (path: string) => object): string[] {
  const asked: string[] = [];
  const { fetch } = globalThis;
  replace(globalThis, {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!/\/post-[a-z]\//.test(url.pathname)) return fetch(input, init);
      asked.push(url.pathname);
      return new Response(JSON.stringify(fileOf(url.pathname)));
    },
  });
  return asked;
}

const goTo = (path: string) => history.pushState(null, '', path);

/** Routers, by how they come to change the address after they have changed the page. */
const routers: Readonly<Record<string, (element: Element) => Promise<void>>> = {
  'in the same task': async () => {},
  'a microtask later': () => Promise.resolve(),
  'a task later': () => tasks(1),
  'a frame later': () => settle(1),
  'when the figure is there': (element) => quiet(element),
};

const withSource = Object.keys(six).filter((tag) => tag !== 'attn-trainer');

/** The data of an element, with another value in it for each folder. */
function dataOf(tag: string, path: string): object {
  const data = structuredClone((six[tag] as { data: { attention: number[][] } | number[][] }).data);
  const rows = Array.isArray(data) ? data : data.attention;
  rows[0][0] = path.includes('post-b') ? 0.40625 : 0.65625;
  return data;
}

describe('a file that is relative to the page', () => {
  for (const tag of withSource) {
    for (const [when, pass] of Object.entries(routers)) {
      it(`is that of the page which a router goes to, ${when}: ${tag}`, async () => {
        // Each time in other folders: files are kept.
        const place = `/${tag}-${when.replaceAll(' ', '-')}`;
        goTo(`${place}/post-a/`);
        serve((path) => dataOf(tag, path));
        const given = { ...six[tag], data: null, src: 'weights.json' };
        const first = Object.assign(document.createElement(tag), given) as unknown as Element;
        stand.append(first);
        await first.ready;
        const second = Object.assign(document.createElement(tag), given) as unknown as Element;
        first.replaceWith(second);
        await pass(second);
        goTo(`${place}/post-b/`);
        const csv = () => (second as unknown as { toCSV(): Promise<string> }).toCSV();
        await until(async () => {
          await second.ready;
          return (await csv()).includes('0.40625');
        }, 'it shows the file of the other page');
        expect(await csv()).not.to.contain('0.65625');
      });
    }
  }

  it('is not asked for again where the figure stays while a reader goes on', async () => {
    goTo('/stays/post-a/');
    const asked = serve((path) => dataOf('attn-heatmap', path));
    const timers: { end: () => void; time: number }[] = [];
    const { setTimeout: soon } = globalThis;
    replace(globalThis, {
      setTimeout: (end: () => void, time = 0) => (time > 0 ? timers.push({ end, time }) : soon(end)),
    });
    const element = Object.assign(document.createElement('attn-heatmap'), {
      src: 'weights.json',
    }) as unknown as Element;
    stand.append(element);
    await element.ready;
    // For a moment it may change: timers of the page are over at once.
    await until(() => timers.some(({ time }) => time >= 1000), 'the moment has begun');
    for (const { end } of timers.splice(0)) end();
    goTo('/stays/post-b/');
    await quiet(element);
    expect(asked).to.deep.equal(['/stays/post-a/weights.json']);
    Object.assign(element, { batch: 0 });
    await element.ready;
    expect(asked).to.deep.equal(['/stays/post-a/weights.json']);
  });

  it('is that of the page where it is named anew', async () => {
    goTo('/anew/post-a/');
    const asked = serve((path) => dataOf('attn-heatmap', path));
    const element = Object.assign(document.createElement('attn-heatmap'), { src: 'weights.json' });
    stand.append(element);
    await element.ready;
    goTo('/anew/post-b/');
    element.src = 'others.json';
    await element.ready;
    expect(asked.at(-1)).to.equal('/anew/post-b/others.json');
  });

  it('is that of the page on which a trainer was put, when it is asked to train', async () => {
    goTo('/trains/post-a/');
    const element = Object.assign(document.createElement('attn-trainer'), { task: 'own', src: 'table.csv' });
    stand.append(element);
    await element.updateComplete;
    expect(element.runOptions.data).to.equal(new URL('/trains/post-a/table.csv', location.href).href);
    goTo('/trains/post-b/');
    await tasks(2);
    expect(element.runOptions.data).to.equal(new URL('/trains/post-b/table.csv', location.href).href);
  });
});

describe('reload', () => {
  for (const tag of withSource) {
    it(`shows a file as it is now: ${tag}`, async () => {
      goTo('/reloads/post-a/');
      let path = '/post-a/';
      serve(() => dataOf(tag, path));
      const given = { ...six[tag], data: null, src: `${tag}.json` };
      const element = Object.assign(document.createElement(tag), given) as unknown as Element & {
        toCSV(): Promise<string>;
        reload(): Promise<void>;
      };
      stand.append(element);
      await element.ready;
      expect(await element.toCSV()).to.contain('0.65625');
      path = '/post-b/';
      await element.reload();
      expect(await element.toCSV()).to.contain('0.40625');
    });
  }

  it('asks a server whether the table of a trainer has changed, with every run', async () => {
    goTo('/reloads/post-a/');
    const caches: (RequestCache | undefined)[] = [];
    const table = `text\tlabel\n${Array.from({ length: 24 }, (_, i) => (i % 2 ? 'so good\tyes' : 'so bad\tno')).join('\n')}`;
    // On the page's own thread, where what is asked for can be seen.
    replace(globalThis, {
      Worker: function NoWorker() {
        throw new DOMException('This page has no workers.', 'SecurityError');
      },
      fetch: async (_: URL, init?: RequestInit) => {
        caches.push(init?.cache);
        return new Response(table);
      },
    });
    const given = { task: 'own', src: 'table.tsv', steps: 1, batchSize: 2, dModel: 8, engine: 'cpu' };
    const element = Object.assign(document.createElement('attn-trainer'), given);
    let done = 0;
    element.addEventListener('attn-done', () => done++);
    stand.append(element);
    await element.train();
    await until(() => done === 1, 'it is done');
    await element.reload();
    await element.train();
    await until(() => done === 2, 'it is done again');
    expect(caches).to.deep.equal(['no-cache', 'no-cache']);
  });
});
