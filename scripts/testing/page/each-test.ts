/**
 * Isolation of tests: whatever a test leaves behind is taken away before the next begins, also when it failed or ran out of
 * time. The runner loads this before each test file. Here, too, is how tests wait: for what they are after, never for a while.
 */

/** As they were before any test took them. */
const { setTimeout: afterTime, requestAnimationFrame: inFrame } = globalThis;
const now = performance.now.bind(performance);

/** Long enough for a machine that does three other things. What never comes is found all the same. */
const PATIENCE = 100_000;
/** How long a test that ran out of time is waited for, once nothing that it waits for comes any more. */
const LAST_PATIENCE = 2000;

/** Next task of the page, which a test may wait with, with a little room for others. */
const turn = (time = 0) => new Promise<void>((resolve) => afterTime(resolve, time));

/** Objects whose functions tests put others in place of. Everything of them is put back. */
const watched: object[] = [
  globalThis,
  console,
  URL,
  ...[
    EventTarget,
    Element,
    HTMLAnchorElement,
    HTMLCanvasElement,
    OffscreenCanvas,
    CanvasRenderingContext2D,
    WebGL2RenderingContext,
    WebAssembly.Memory,
  ].map(({ prototype }) => prototype as object),
];

type Descriptors = Map<PropertyKey, PropertyDescriptor>;

/** The functions of an object, and what it computes. Numbers and the like come and go with what a page does. */
function functionsOf(target: object): Descriptors {
  const all = Reflect.ownKeys(target).map((key) => [key, Object.getOwnPropertyDescriptor(target, key)!] as const);
  return new Map(all.filter(([, { value, get }]) => typeof value === 'function' || get));
}

function putBack(target: object, before: Descriptors): void {
  for (const [key, was] of before) {
    const is = Object.getOwnPropertyDescriptor(target, key);
    if (is && is.value === was.value && is.get === was.get && is.set === was.set) continue;
    Object.defineProperty(target, key, was);
  }
}

/** One test, from before its first hook to after its last. */
class RunningTest {
  hasEnded = false;
  /** Ends when its body does, which is later than the test where that ran out of time. */
  body: Promise<unknown> = Promise.resolve();
  readonly workers = new Set<Worker>();
  readonly #functions = watched.map((target) => [target, functionsOf(target)] as const);
  readonly #nodes = new Set<Node>([...document.head.childNodes, ...document.body.childNodes]);
  readonly #attributes = [document.documentElement, document.body].map(
    (element) => [element, new Map(Array.from(element.attributes, ({ name, value }) => [name, value]))] as const,
  );
  readonly #address = location.href;
  readonly #replaced: (() => void)[] = [];

  /** Puts properties in the place of others until the test is over. */
  replace(target: object, properties: object): () => void {
    const before = Object.keys(properties).map((key) => [key, Object.getOwnPropertyDescriptor(target, key)] as const);
    Object.defineProperties(target, Object.getOwnPropertyDescriptors(properties));
    const restore = () => {
      for (const [key, was] of before) {
        if (was) Object.defineProperty(target, key, was);
        else Reflect.deleteProperty(target, key);
      }
    };
    this.#replaced.unshift(restore);
    return restore;
  }

  /** Leaves the page as it was before the test. */
  clear(): void {
    for (const restore of this.#replaced.splice(0)) restore();
    for (const [target, functions] of this.#functions) putBack(target, functions);
    for (const parent of [document.head, document.body]) {
      for (const node of Array.from(parent.childNodes)) if (!this.#nodes.has(node)) node.remove();
    }
    for (const worker of this.workers) worker.terminate();
    this.workers.clear();
    for (const [element, attributes] of this.#attributes) {
      for (const { name } of Array.from(element.attributes)) if (!attributes.has(name)) element.removeAttribute(name);
      for (const [name, value] of attributes)
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    if (location.href !== this.#address) history.replaceState(history.state, '', this.#address);
    scrollTo(0, 0);
  }
}

let current: RunningTest | null = null;

/** Conditions, of every test of a file, that must hold before a next test begins. */
const lasting = new Set<() => boolean>();

/** Names what every test of the file leaves for a while: textures that are read, say. The next test begins when it is so. */
export function afterEachTest(isOver: () => boolean): void {
  lasting.add(isOver);
}

/** Throws where the test that asks is over: it ran out of time, and this is what is left of it. */
export function goOn(): void {
  if (current?.hasEnded) throw new Error('The test that goes on here is over.');
}

/** Waits until something is so. Breaks off when the test is over. */
export async function until(isTrue: () => unknown, what = 'it is so'): Promise<void> {
  const test = current;
  const end = now() + PATIENCE;
  for (;;) {
    if (test?.hasEnded) throw new Error(`The test was over before it came: ${what}`);
    if (await isTrue()) return;
    if (now() > end) throw new Error(`It never came: ${what}`);
    await turn(10);
  }
}

/** Lets tasks of the page go by, one after the other. */
export async function tasks(count = 1): Promise<void> {
  for (let i = 0; i < count; i++) {
    goOn();
    await turn();
  }
}

/**
 * Lets the page come to rest, for what must not happen: whatever a page does by itself after something was done to it, it does in
 * tasks that wait already, in the next frame (observers, what is drawn), or in the one after that (what those asked for).
 */
export async function settle(frames = 2): Promise<void> {
  for (let i = 0; i < frames; i++) {
    goOn();
    await new Promise<unknown>((resolve) => inFrame(resolve));
    await turn();
  }
}

/** Counts from 0, as long as the test runs. */
export function* rounds(count: number): Generator<number> {
  for (let i = 0; i < count; i++) {
    goOn();
    yield i;
  }
}

/** Puts properties in the place of others, until the test is over or what is given is called. Outside of tests, only the latter. */
export function replace<T extends object>(target: T, properties: { [K in keyof T]?: unknown }): () => void {
  return (current ?? new RunningTest()).replace(target, properties);
}

const native = globalThis.Worker;
if (native) {
  globalThis.Worker = class extends native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      current?.workers.add(this);
    }
  };
}

/** Where hooks go: the whole file, or a suite. */
export interface Hooks {
  beforeEach(hook: (this: Mocha.Context) => unknown): unknown;
  afterEach(hook: (this: Mocha.Context) => unknown): unknown;
}

/** Runs the body of a test such that its end can be waited for. */
function watchBody(test: RunningTest, runnable: Mocha.Test): void {
  const { fn } = runnable;
  if (!fn) return;
  runnable.fn = function (this: Mocha.Context, ...given: unknown[]) {
    const result: unknown = Reflect.apply(fn, this, given);
    test.body = Promise.resolve(result).catch(() => {});
    return result;
  } as Mocha.Func;
}

/** Keeps the tests of a suite apart. */
export function keepApart({ beforeEach, afterEach }: Hooks): void {
  let test: RunningTest;
  let around: RunningTest | null;
  beforeEach(function () {
    around = current;
    current = test = new RunningTest();
    watchBody(test, this.currentTest!);
  });
  afterEach(async () => {
    test.hasEnded = true;
    test.clear();
    // One that ran out of time is in the middle of something. What it waits for here ends it, or what it does next.
    await Promise.race([test.body, turn(LAST_PATIENCE)]);
    test.clear();
    const end = now() + PATIENCE / 5;
    while ([...lasting].some((isOver) => !isOver()) && now() < end) await turn(10);
    current = around;
  });
}

// The last of all hooks: @open-wc/testing takes its own elements away before, and minds when they are gone.
if (typeof before === 'function') {
  before(function () {
    const root = this.test!.parent!;
    keepApart({ beforeEach: (hook) => root.beforeEach(hook), afterEach: (hook) => root.afterEach(hook) });
  });
}
