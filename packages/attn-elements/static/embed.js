/*! MIT, see NOTICES.txt */
// The page of one figure, for hosts that allow an iframe alone: embed.html?element=attn-heatmap&src=…&layer=3.
// Every other name of the address is an attribute of the element; `theme` is light or dark, `title` names the page.

const tags = ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot', 'attn-trainer'];
const asked = new URLSearchParams(location.search);
const tag = asked.get('element') ?? tags[0];
const root = document.documentElement;
if (['light', 'dark'].includes(asked.get('theme'))) root.dataset.theme = asked.get('theme');
if (asked.has('lang')) root.lang = asked.get('lang');
if (asked.has('title')) document.title = asked.get('title');

/** Attributes that a figure has: nothing that an address could make a page do besides. */
function attributes(names) {
  const own = new Set(['element', 'theme', 'title', 'style']);
  return [...asked].filter(([name]) => !own.has(name) && (names.includes(name) || name === 'lang'));
}

if (tags.includes(tag)) {
  await import(`./${tag}.js`);
  const figure = document.createElement(tag);
  for (const [name, value] of attributes(customElements.get(tag).observedAttributes)) figure.setAttribute(name, value);
  document.body.append(figure);
} else {
  const sentence = document.createElement('p');
  sentence.textContent = root.lang.startsWith('zh')
    ? `没有名为 ${tag} 的组件，可以是：${tags.join('、')}。`
    : `There is no element ${tag}: it is one of ${tags.join(', ')}.`;
  document.body.append(sentence);
}

// How high the figure is, for a host that has embed-host.js: a number, which may be known to all.
const tell = () =>
  parent.postMessage({ type: 'attn-embed', height: Math.ceil(document.body.getBoundingClientRect().height) }, '*');
if (parent !== window) new ResizeObserver(tell).observe(document.body);
