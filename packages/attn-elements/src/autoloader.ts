/** Modules that define the elements, by tag. Of each a bundler makes a chunk. */
const definitions: Readonly<Record<string, () => Promise<unknown>>> = {
  'attn-heatmap': () => import('@attn-elements/attn-heatmap/define'),
  'attn-image': () => import('@attn-elements/attn-image/define'),
  'attn-links': () => import('@attn-elements/attn-links/define'),
  'attn-model': () => import('@attn-elements/attn-model/define'),
  'attn-text': () => import('@attn-elements/attn-text/define'),
  'attn-trainer': () => import('@attn-elements/attn-trainer/define'),
  'pe-plot': () => import('@attn-elements/pe-plot/define'),
};

declare const ATTN_CDN: true | undefined;
declare const ATTN_FILES: Readonly<Record<string, readonly string[]>>;

/** Files that the file of each tag imports at once, where they lie as they were built. */
const files = typeof ATTN_CDN === 'undefined' ? {} : ATTN_FILES;

/** Tags whose module was imported, or is on its way, and files that were asked for beside those. */
const asked = new Set<string>();

/** Tags whose module could not be had. */
const failed = new Set<string>();

const observer = globalThis.MutationObserver
  ? new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node instanceof Element) meetAll(node);
      }
    })
  : null;

/**
 * Autoloader: imports the definition of each element of ours that a document or an open shadow root holds, or comes to hold. It
 * finds open shadow roots that are there when their host is met, and those of custom elements that are defined afterwards; a
 * root that a script attaches to another element later is given to it by another call.
 */
export function watch(root: Document | ShadowRoot): void {
  observer?.observe(root, { childList: true, subtree: true });
  for (const element of root.querySelectorAll('*')) meet(element);
}

function meetAll(element: Element): void {
  meet(element);
  for (const inner of element.querySelectorAll('*')) meet(inner);
}

function meet(element: Element): void {
  const { localName, shadowRoot } = element;
  if (localName in definitions) void define(localName);
  else if (shadowRoot) watch(shadowRoot);
  else if (localName.includes('-')) {
    void customElements.whenDefined(localName).then(() => element.shadowRoot && watch(element.shadowRoot));
  }
}

/** Asks for a file together with the one that imports it, and not only when that has come. */
function preload(file: string): void {
  asked.add(file);
  const { href } = new URL(file, import.meta.url);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
}

async function define(tag: string): Promise<void> {
  if (asked.has(tag)) return;
  asked.add(tag);
  for (const file of files[tag] ?? []) if (!asked.has(file)) preload(file);
  try {
    await definitions[tag]().catch((error: Error) => {
      // Chromium before 156 remembers by its address that a module has failed, and does not ask for it again.
      const [address] = /https?:\S+$/.exec(error.message) ?? [];
      if (!failed.has(tag) || !address) throw error;
      return import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}?again=${Date.now()}`);
    });
  } catch (error) {
    // Its fallback stays; the next element with this tag asks again.
    asked.delete(tag);
    failed.add(tag);
    console.error(`<${tag}> could not be loaded: ${(error as Error).message}`);
  }
}
