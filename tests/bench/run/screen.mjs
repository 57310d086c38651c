/**
 * Photographs of every frame that reaches the screen, with the browser's own time of each. The browser process makes them,
 * so a page whose main thread is busy is photographed too.
 */
export class Screen {
  #session;
  #frames = [];
  #changed = () => {};

  constructor(session) {
    this.#session = session;
    session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
      this.#frames.push({ data, at: metadata.timestamp * 1000 });
      this.#changed();
    });
  }

  async start() {
    await this.#session.send('Page.startScreencast', { format: 'jpeg', quality: 90, everyNthFrame: 1 });
  }

  async stop() {
    await this.#session.send('Page.stopScreencast');
  }

  /** Frames since a moment, oldest first. */
  since(moment) {
    return this.#frames.filter((frame) => frame.at >= moment);
  }

  forget() {
    this.#frames = [];
  }

  /** Waits until no frame has come for `ms`, at most until `deadline`. */
  async quiet(ms, deadline) {
    let last = Date.now();
    this.#changed = () => {
      last = Date.now();
    };
    while (Date.now() - last < ms && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    this.#changed = () => {};
  }
}
