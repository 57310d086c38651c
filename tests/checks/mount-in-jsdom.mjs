/**
 * Mounts every element in jsdom, as tests of pages do that have no browser, and takes them away again. Prints, as JSON, what was
 * thrown and who never came to rest. Run by Node in a process of its own: what a page has is global.
 */
import { writeSync } from 'node:fs';
import { JSDOM, VirtualConsole } from 'jsdom';

/** Gives waiting tasks their turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

const thrown = [];
const note = (error) =>
  thrown.push(
    String(error?.stack ?? error)
      .split('\n')
      .slice(0, 3)
      .join(' '),
  );
process.on('uncaughtException', note);
process.on('unhandledRejection', note);
const unsettled = new Set();
const mounted = [];
process.on('exit', () => writeSync(1, JSON.stringify({ thrown, unsettled: [...unsettled], mounted })));

const virtualConsole = new VirtualConsole();
virtualConsole.on('jsdomError', (error) => {
  // A canvas without what draws on it is said of by jsdom itself.
  if (!/Not implemented/.test(error.message)) note(error);
});
const { window } = new JSDOM('<!doctype html><html lang="en"><body></body></html>', {
  url: 'http://localhost/blog/',
  pretendToBeVisual: true,
  virtualConsole,
});
// Node has events of its own, which jsdom's elements do not take.
const ofPage = new Set(['Event', 'CustomEvent', 'EventTarget', 'Blob', 'File']);
for (const name of Object.getOwnPropertyNames(window)) {
  if (ofPage.has(name) || !(name in globalThis))
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: window[name] });
}
for (const name of ['ResizeObserver', 'IntersectionObserver', 'matchMedia', 'FontFaceSet', 'OffscreenCanvas'])
  if (name in globalThis) note(`jsdom has ${name} by now: this tests nothing`);

// Some tests of pages say how wide things are, and what is drawn then has no canvas to draw on.
if (process.argv.includes('wide'))
  for (const name of ['clientWidth', 'offsetWidth'])
    Object.defineProperty(window.HTMLElement.prototype, name, { configurable: true, get: () => 600 });

const attention = [
  [1, 0],
  [0.25, 0.75],
];
const tokens = ['a', 'b'];
const properties = {
  'attn-heatmap': { data: { attention, tokens } },
  'attn-links': { data: { attention, tokens } },
  'attn-text': { data: { attention, tokens } },
  'attn-image': { data: { attention: [[0.1, 0.2, 0.3, 0.4]] }, grid: '2x2' },
  'attn-model': { src: 'absent/', text: 'a b' },
  'pe-plot': { kind: 'learned', data: attention },
  'attn-trainer': { task: 'reverse', autoplay: true, engine: 'cpu', steps: 1 },
};

for (const [tag, given] of Object.entries(properties)) {
  await import(`@attn-elements/${tag}/define`);
  const element = Object.assign(document.createElement(tag), given);
  document.body.append(element);
  unsettled.add(tag);
  void element.ready.then(() => unsettled.delete(tag));
  for (let i = 0; i < 5000 && unsettled.has(tag); i++) await turn();
  if (process.argv.includes('wide') && !element.shadowRoot.querySelector('.figure')) note(`${tag} shows nothing`);
  element.lang = 'zh-Hans';
  element.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
  document.body.prepend(element);
  await element.ready;
  element.remove();
  mounted.push(tag);
  // Work that goes on after an element is gone throws then.
  for (let i = 0; i < 20; i++) await turn();
}
process.exit(0);
