/** Model of a figure: the traits of a widget that one is made of. */
export interface FigureModel {
  /** Tag of the element, as `attn-heatmap`. */
  readonly tag: string;
  /** Attributes by name; `true` is one without a value, `false` and null are none. */
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  /** Bytes of a file of weights (npz, npy, safetensors, JSON); null where an attribute names one. */
  readonly file: DataView | null;
  /** Selection of a reader, a pinned cell or an opened head, as `attn-select` tells it; written by the figure. */
  readonly selection: object | null;
}

/** Model of a widget, as anywidget gives it (https://anywidget.dev/en/afm): the part that a figure needs. */
export interface WidgetModel {
  get<Name extends keyof FigureModel>(name: Name): FigureModel[Name];
  set<Name extends keyof FigureModel>(name: Name, value: FigureModel[Name]): void;
  save_changes(): void;
  on(event: `change:${keyof FigureModel}`, listener: () => void): void;
  off(event: `change:${keyof FigureModel}`, listener: () => void): void;
}

/** Tags of ours: a model names no other element. */
const isOurs = (tag: string) => /^(attn|pe)-[a-z-]+$/.test(tag) && customElements.get(tag) !== undefined;

/** A model that only shows, as in a page that was made of a notebook, throws at what would reach Python. */
function tell(action: () => void): void {
  try {
    action();
  } catch {
    // Nobody listens there.
  }
}

/**
 * Shows the figure of a model in an element of the notebook, follows the model, and tells it what a reader selects.
 * @returns takes the figure away
 * @throws {TypeError} a tag that is none of ours
 */
function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  const tag = model.get('tag');
  if (!isOurs(tag)) throw new TypeError(`There is no element <${tag}>.`);
  const figure = document.createElement(tag);
  let given: readonly string[] = [];
  let hasFile = false;

  const showAttributes = () => {
    const attributes = Object.entries(model.get('attributes')).filter(([, value]) => value !== false && value !== null);
    for (const name of given) if (!attributes.some(([other]) => other === name)) figure.removeAttribute(name);
    for (const [name, value] of attributes) {
      const text = value === true ? '' : String(value);
      if (figure.getAttribute(name) !== text) figure.setAttribute(name, text);
    }
    given = attributes.map(([name]) => name);
  };

  const showFile = () => {
    const file = model.get('file');
    // Given itself, and by no address: what shows a notebook may forbid to fetch one.
    if (file?.byteLength) Object.assign(figure, { data: file });
    else if (hasFile) Object.assign(figure, { data: null });
    hasFile = Boolean(file?.byteLength);
  };

  const onSelect = ({ detail }: Event & { detail?: object }) =>
    tell(() => {
      model.set('selection', detail ?? null);
      model.save_changes();
    });

  showAttributes();
  showFile();
  model.on('change:attributes', showAttributes);
  model.on('change:file', showFile);
  figure.addEventListener('attn-select', onSelect);
  el.append(figure);
  return () => {
    tell(() => model.off('change:attributes', showAttributes));
    tell(() => model.off('change:file', showFile));
    figure.removeEventListener('attn-select', onSelect);
    figure.remove();
  };
}

/** Module of a widget for anywidget. */
export const widget = { render };
