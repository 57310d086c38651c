/** Leaks of elements on a page, counted. */

/** Listeners of the page, the window and its media queries that were added and not removed since this was made. */
export function countListeners() {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const open = new Map<string, number>();
  const count = (target: EventTarget, type: string, step: number) => {
    if (target !== window && target !== document && !(target instanceof MediaQueryList)) return;
    open.set(type, (open.get(type) ?? 0) + step);
  };
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, ...args) {
    count(this ?? window, args[0], 1);
    Reflect.apply(addEventListener, this ?? window, args);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, ...args) {
    count(this ?? window, args[0], -1);
    Reflect.apply(removeEventListener, this ?? window, args);
  };
  return {
    open: () => [...open].filter(([, left]) => left !== 0).map(([type, left]) => `${type}: ${left}`),
    touched: () => open.size,
    stop: () => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }),
  };
}

/** Observers that watch something and were not told to stop since this was made. */
export function countObservers() {
  const names = ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const;
  const page = globalThis as unknown as Record<
    string,
    new (
      ...args: never[]
    ) => { observe(): void; disconnect(): void }
  >;
  const natives = names.map((name) => page[name]);
  const watching = new Map<object, string>();
  let made = 0;
  names.forEach((name, i) => {
    page[name] = class extends natives[i] {
      override observe(...args: never[]): void {
        made++;
        watching.set(this, name);
        super.observe(...(args as []));
      }
      override disconnect(): void {
        watching.delete(this);
        super.disconnect();
      }
    };
  });
  return {
    open: () => [...watching.values()],
    made: () => made,
    stop: () => names.forEach((name, i) => (page[name] = natives[i])),
  };
}

/** Objects on graphics cards: contexts, and objects that were made and not deleted. */
export function countGraphics() {
  const counts = { contexts: 0, textures: 0, buffers: 0, framebuffers: 0, programs: 0 };
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const kept: [string, (...args: unknown[]) => unknown][] = [];
  const count = (method: string, name: keyof typeof counts, step: number) => {
    const native = gl[method];
    kept.push([method, native]);
    gl[method] = function (this: unknown, ...args: unknown[]) {
      counts[name] += step;
      return native.apply(this, args);
    };
  };
  for (const [kind, name] of [
    ['Texture', 'textures'],
    ['Buffer', 'buffers'],
    ['Framebuffer', 'framebuffers'],
    ['Program', 'programs'],
  ] as const) {
    count(`create${kind}`, name, 1);
    count(`delete${kind}`, name, -1);
  }
  const makers = [OffscreenCanvas.prototype, HTMLCanvasElement.prototype] as {
    getContext(...args: unknown[]): unknown;
  }[];
  const natives = makers.map((maker) => maker.getContext);
  makers.forEach((maker, i) => {
    maker.getContext = function (this: unknown, ...args: unknown[]) {
      if (String(args[0]).startsWith('webgl')) counts.contexts++;
      return natives[i].apply(this, args);
    };
  });
  const stop = () => {
    for (const [method, native] of kept) gl[method] = native;
    makers.forEach((maker, i) => (maker.getContext = natives[i]));
  };
  return { counts, stop };
}

/** Workers that were begun and not ended since this was made. */
export function countWorkers() {
  const native = globalThis.Worker;
  const open = new Set<Worker>();
  let begun = 0;
  globalThis.Worker = class extends native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      begun++;
      open.add(this);
    }
    override terminate(): void {
      open.delete(this);
      super.terminate();
    }
  };
  return { open, begun: () => begun, stop: () => (globalThis.Worker = native) };
}
