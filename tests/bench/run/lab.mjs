import { Screen } from './screen.mjs';

/** A promise that fails with `cut` when it takes longer than `ms`. */
export class Cut extends Error {}
const within = (promise, ms) => {
  let timer;
  const cut = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Cut(`more than ${ms} ms`)), ms);
  });
  return Promise.race([promise, cut]).finally(() => clearTimeout(timer));
};

/**
 * One browser for the whole run, one fresh page (in a context, and so a process, of its own) for every cell. A browser that
 * ends, as where a picture takes more memory than there is, costs the cell that ended it: the next one has a new browser.
 */
export class Lab {
  #launch;
  #origin;
  #isJudged;
  #browser = null;
  #judge = null;

  /**
   * @param launch starts a browser, as Playwright's `chromium.launch` does
   * @param judged whether somebody will ask the judge's page what is in a picture
   */
  static async open(launch, origin, judged = false) {
    const lab = new Lab();
    lab.#launch = launch;
    lab.#origin = origin;
    lab.#isJudged = judged;
    await lab.#start();
    return lab;
  }

  /** Starts the browser where there is none, or where it or the judge's page has ended. */
  async #start() {
    if (this.#browser?.isConnected() && !this.#judge.isClosed()) return;
    await this.close();
    const browser = await this.#launch();
    this.#judge = await (await browser.newContext()).newPage();
    // A page that has crashed is not closed, and would answer nobody.
    this.#judge.on('crash', () => this.#judge.close().catch(() => {}));
    this.#browser = browser;
    if (!this.#isJudged) return;
    await this.#judge.goto(`${this.#origin}/page/judge.html`);
    await this.#judge.waitForFunction('window.judge');
  }

  get version() {
    return this.#browser.version();
  }

  /** The name of the renderer as WebGL tells it: says whether pictures were drawn in software. */
  async renderer() {
    return this.#judge.evaluate(() => {
      const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
      const info = gl?.getExtension('WEBGL_debug_renderer_info');
      const name = gl ? gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER) : 'none';
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
      return name;
    });
  }

  judge(question, input) {
    return this.#judge.evaluate(([name, data]) => window.judge[name](data), [question, input]);
  }

  /** Opens a page with the contender loaded and the job's data in memory, hands it to `measure`, and closes it. */
  cell({ contender, job, options, viewport, limit }, measure) {
    return this.visit({ viewport, limit }, async (at) => {
      const { page } = at;
      await page.goto(`${this.#origin}/page/index.html`);
      await page.waitForFunction('window.bench');
      const styles = `/built/${contender}/style.css`;
      if ((await fetch(this.#origin + styles)).ok) await page.addStyleTag({ url: styles });
      const about = await within(
        page.evaluate(([name, kind, rest]) => window.bench.prepare(name, kind, rest), [contender, job, options]),
        60_000,
      );
      return measure({ ...at, about });
    });
  }

  /** Opens an empty page, hands it to `measure`, and closes it. What goes wrong on the way is the cell's result. */
  async visit({ viewport, limit }, measure) {
    const errors = [];
    let context = null;
    let end = () => {};
    try {
      await this.#start();
      context = await this.#browser.newContext({ viewport, deviceScaleFactor: 1 });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      const died = new Promise((_, reject) => {
        page.on('crash', () => reject(new Error('the page crashed')));
        end = () => reject(new Error('the browser ended'));
        this.#browser.once('disconnected', end);
      });
      const session = await context.newCDPSession(page);
      const at = {
        page,
        session,
        screen: new Screen(session),
        origin: this.#origin,
        within: (promise) => within(promise, limit),
      };
      const result = await Promise.race([measure(at), died]);
      return errors.length ? { ...result, errors } : result;
    } catch (error) {
      if (error instanceof Cut) return { cut: true };
      return { failed: error.message.split('\n')[0].replace(/^page\.evaluate: (Error: )?/, '') };
    } finally {
      this.#browser?.off('disconnected', end);
      // A page whose main thread hangs does not answer; closing its context ends its process all the same.
      if (context) await within(context.close(), 10_000).catch(() => {});
    }
  }

  /** Process ids of the renderers. */
  async renderers() {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  /** Ends the browser; one that does not answer is given up. */
  async close() {
    if (this.#browser) await within(this.#browser.close(), 10_000).catch(() => {});
    this.#browser = null;
  }
}
