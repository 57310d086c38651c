import { expect } from '@open-wc/testing';
import { goOn, keepApart, rounds, tasks, until } from '../../../../scripts/testing/page/each-test.js';

type InnerMocha = new (options: object) => Mocha & { suite: Mocha.Suite };

/** Runs tests of their own kept apart, each with what it is to do, and gives how each ended. */
async function run(tests: readonly [name: string, body: () => unknown][], timeout = 300): Promise<string[]> {
  const Inner = Mocha as unknown as InnerMocha;
  const inner = new Inner({ reporter: function none() {}, timeout });
  const { suite } = inner;
  keepApart({ beforeEach: (hook) => suite.beforeEach(hook), afterEach: (hook) => suite.afterEach(hook) });
  const hooks = suite as unknown as Record<'_beforeEach' | '_afterEach', Mocha.Hook[]>;
  // Only the tests are short of time.
  for (const hook of [...hooks._beforeEach, ...hooks._afterEach]) hook.timeout(60_000);
  for (const [name, body] of tests) suite.addTest(new Mocha.Test(name, body as Mocha.Func));
  await new Promise<unknown>((resolve) => inner.run(resolve));
  return suite.tests.map(({ title, state }) => `${title} ${state}`);
}

/** A worker that does nothing, and says so when it is asked. */
const workerOf = () => new Worker(URL.createObjectURL(new Blob(['onmessage = () => postMessage(1)'])));

describe('tests', () => {
  it('leave nothing to the next, whether they pass, fail or run out of time', async () => {
    const natives = [globalThis.fetch, globalThis.setTimeout, HTMLCanvasElement.prototype.getContext, console.warn];
    const found: unknown[] = [];
    const workers: Worker[] = [];
    const leave = () => {
      Object.assign(globalThis, { fetch: () => 1, setTimeout: () => 1 });
      Object.assign(HTMLCanvasElement.prototype, { getContext: () => null });
      console.warn = () => {};
      document.body.append(document.createElement('p'));
      document.head.append(document.createElement('base'));
      document.body.lang = 'zh';
      location.hash = '#left';
      workers.push(workerOf());
    };
    const look = () => {
      found.push(
        [globalThis.fetch, globalThis.setTimeout, HTMLCanvasElement.prototype.getContext, console.warn].every(
          (one, i) => one === natives[i],
        ),
        document.querySelectorAll('p, base').length,
        document.body.lang + location.hash,
      );
    };
    const ended = await run([
      ['passes', leave],
      ['looks', look],
      [
        'fails',
        () => {
          leave();
          throw new Error('as it should');
        },
      ],
      ['looks', look],
      [
        'hangs',
        () => {
          leave();
          return new Promise(() => {});
        },
      ],
      ['looks', look],
    ]);
    expect(ended).to.deep.equal([
      'passes passed',
      'looks passed',
      'fails failed',
      'looks passed',
      'hangs failed',
      'looks passed',
    ]);
    expect(found).to.deep.equal([true, 0, '', true, 0, '', true, 0, '']);
    let heard = 0;
    for (const worker of workers) {
      worker.addEventListener('message', () => heard++);
      worker.postMessage(1, []);
    }
    const living = workerOf();
    const answered = new Promise((resolve) => living.addEventListener('message', resolve));
    living.postMessage(1, []);
    await answered;
    expect([workers.length, heard], 'those of the tests are ended').to.deep.equal([3, 0]);
  });

  it('that ran out of time do nothing any more when the next begins', async () => {
    const trace: string[] = [];
    const ended = await run(
      [
        [
          'counts',
          async () => {
            for (const i of rounds(1e6)) {
              trace.push('counts');
              await tasks();
              if (i < 0) return;
            }
          },
        ],
        ['next', () => void trace.push('next')],
        ['waits', () => until(() => false, 'never').finally(() => trace.push('waited'))],
        ['next', () => void trace.push('next')],
        [
          'goes on',
          async () => {
            document.body.append(document.createElement('p'));
            await new Promise((resolve) => new MutationObserver(resolve).observe(document.body, { childList: true }));
            goOn();
            trace.push('went on');
          },
        ],
        ['next', () => void trace.push('last')],
      ],
      60,
    );
    expect(ended.map((one) => one.split(' ').at(-1))).to.deep.equal([
      'failed',
      'passed',
      'failed',
      'passed',
      'failed',
      'passed',
    ]);
    expect(trace.filter((one, i) => one !== trace[i - 1])).to.deep.equal(['counts', 'next', 'waited', 'next', 'last']);
  });
});
