/** Fields of an element's attributes, made of its manifest. */

/** Attributes that are asked for first, where an element has them. */
const first = [
  'array',
  'layer',
  'head',
  'kind',
  'view',
  'grid',
  'image',
  'tokens',
  'colormap',
  'scale',
  'normalization',
  'hide-first-token',
  'controls',
  'heading',
];

/** Attributes that the page gives by itself, or that need another element of a page. */
const apart = new Set(['src', 'data', 'from', 'group', 'width']);

/** @returns {Promise<{name: string, type: string, usual: string, about: string}[]>} the attributes of an element, as its manifest lists them */
export async function attributesOf(tag) {
  const response = await fetch(`manifests/${tag}.json`);
  if (!response.ok) throw new Error(`manifests/${tag}.json: ${response.status}`);
  const { modules } = await response.json();
  const { attributes } = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
  return attributes
    .filter(({ name }) => !apart.has(name))
    .map(({ name, type, default: usual, description }) => ({
      name,
      type: type?.text ?? 'string',
      usual: usual ?? '',
      about: description ?? '',
    }));
}

/** Words that an attribute may be; none of one that may be more. */
function words(type) {
  const parts = type
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'null');
  return parts.length > 1 && parts.every((part) => /^'[^']*'$/.test(part))
    ? parts.map((part) => part.slice(1, -1))
    : [];
}

/** Fills two groups of fields. @param {(name: string, value: string | null) => void} change is told what a reader sets; null is nothing */
export function showFields(attributes, values, [main, rest], unset, change) {
  main.replaceChildren();
  rest.replaceChildren();
  const place = ({ name }) => (first.includes(name) ? first.indexOf(name) : first.length);
  for (const attribute of attributes.toSorted((one, other) => place(one) - place(other)))
    (first.includes(attribute.name) ? main : rest).append(
      field(attribute, values.get(attribute.name) ?? null, unset, change),
    );
}

/** The beginning of what the manual says of an attribute. */
const firstSentence = (about) =>
  about
    .replaceAll('`', '')
    .split(/[.:;] /)[0]
    .replace(/\.$/, '');

function field({ name, type, usual, about }, value, unset, change) {
  const label = document.createElement('label');
  label.className = 'field';
  const title = Object.assign(document.createElement('span'), { textContent: name });
  const id = `about-${name}`;
  const note = Object.assign(document.createElement('small'), {
    id,
    lang: 'en',
    textContent: firstSentence(about),
  });
  const control = controlOf(type, value, unset, usual);
  control.name = name;
  control.setAttribute('aria-describedby', id);
  control.addEventListener('change', () => {
    if (control.type === 'checkbox') change(name, control.checked ? '' : null);
    else change(name, control.value || null);
  });
  if (control.type === 'checkbox') label.classList.add('flag');
  label.append(...(control.type === 'checkbox' ? [control, title] : [title, control]), note);
  return label;
}

function controlOf(type, value, unset, usual) {
  if (type === 'boolean')
    return Object.assign(document.createElement('input'), { type: 'checkbox', checked: value !== null });
  const choices = words(type);
  if (choices.length === 0)
    return Object.assign(document.createElement('input'), {
      type: 'text',
      value: value ?? '',
      placeholder: usual.replaceAll(/[`']/g, ''),
      spellcheck: false,
    });
  const select = document.createElement('select');
  select.append(new Option(unset, ''), ...choices.map((word) => new Option(word, word)));
  select.value = value ?? '';
  return select;
}
