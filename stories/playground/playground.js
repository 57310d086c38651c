// The playground: an element, its data and its attributes; the figure, the tag and the link follow every choice.
import { attributesOf, showFields } from './fields.js';
import { readHash, samples, tags, tagText, writeHash } from './settings.js';
import { texts } from './texts.js';

const find = (selector) => document.querySelector(selector);
const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
const language = asked.startsWith('zh') ? 'zh-Hans' : 'en';
const say = texts[language];

document.documentElement.lang = language;
document.title = `${say.title} · attn-elements`;
for (const one of document.querySelectorAll('[data-text]')) one.textContent = say[one.dataset.text];
for (const one of document.querySelectorAll('[data-label]')) one.setAttribute('aria-label', say[one.dataset.label]);
if (language !== 'en') {
  find('.bar a.name').href = '../zh/';
  Object.assign(find('.language'), { textContent: 'English', hreflang: 'en', lang: 'en', href: '?lang=en' });
}

let settings = readHash(location.hash);
/** A file of the reader's own: it is shown here, and is part of no link. */
let file = null;
/** Counts what was asked for: an answer that another has overtaken is dropped. */
let turn = 0;

const address = find('[name=src]');

/** Shows the settings: fields, figure, tag and link. */
async function show() {
  const now = ++turn;
  const { tag, attributes } = settings;
  for (const radio of document.querySelectorAll('[name=element]')) radio.checked = radio.value === tag;
  address.value = file ? '' : (attributes.get('src') ?? '');
  find('.file').textContent = file ? say.own(file.name, Math.ceil(file.size / 1000)) : '';
  const known = await attributesOf(tag);
  if (now !== turn) return;
  showFields(known, attributes, [find('.fields.main'), find('.fields.rest')], say.unset, set);
  await import(`../elements/${tag}.js`);
  if (now !== turn) return;
  const figure = document.createElement(tag);
  for (const [name, value] of attributes) if (!(file && name === 'src')) figure.setAttribute(name, value);
  if (file) figure.data = file;
  find('.figure').replaceChildren(figure);
  tell();
}

/** Writes the tag, and the settings into the address. */
function tell() {
  find('.tag code').textContent = tagText(settings, file?.name ?? null);
  history.replaceState(null, '', writeHash(settings));
  const other = find('.language');
  other.href = `${other.getAttribute('href').replace(/#.*/, '')}${location.hash}`;
}

/** Sets an attribute, or takes it away: the figure that is there follows. */
function set(name, value) {
  if (value === null) settings.attributes.delete(name);
  else settings.attributes.set(name, value);
  const figure = find('.figure').firstElementChild;
  if (value === null) figure?.removeAttribute(name);
  else figure?.setAttribute(name, value);
  tell();
}

function take(chosen) {
  if (!chosen) return;
  file = chosen;
  // Which array of a sample was shown says nothing of another file.
  settings = {
    tag: settings.tag,
    attributes: new Map([...settings.attributes].filter(([name]) => !['src', 'array', 'grid', 'image'].includes(name))),
  };
  void show();
}

find('.tags').append(
  ...tags.map((tag) => {
    const label = document.createElement('label');
    const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'element', value: tag });
    radio.addEventListener('change', () => {
      const { src } = Object.fromEntries(settings.attributes);
      const isSample = !file && (!src || Object.values(samples).some((sample) => sample.src === src));
      settings = { tag, attributes: new Map(isSample ? Object.entries(samples[tag]) : src ? [['src', src]] : []) };
      void show();
    });
    label.append(radio, tag);
    return label;
  }),
);

address.addEventListener('change', () => {
  file = null;
  find('.drop input').value = '';
  if (address.value) settings.attributes.set('src', address.value);
  else settings.attributes.delete('src');
  void show();
});

find('.drop input').addEventListener('change', ({ target }) => take(target.files[0]));
const drop = find('.drop');
for (const name of ['dragenter', 'dragover'])
  addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
addEventListener('dragleave', ({ relatedTarget }) => relatedTarget ?? drop.classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  take(event.dataTransfer.files[0]);
});

async function copy(text) {
  const said = find('.said');
  said.textContent = '';
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = say.copied;
  } catch {
    said.textContent = say.notCopied;
  }
}
find('.copy-tag').addEventListener('click', () => copy(find('.tag code').textContent));
find('.copy-link').addEventListener('click', () => copy(location.href));
find('.choices').addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', () => {
  settings = readHash(location.hash);
  void show();
});

await show();
