import {
  type CSSResultGroup,
  html,
  isServer,
  noChange,
  nothing,
  type PropertyDeclaration,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Remark } from '../../data/index.js';
import { AttnError, attributeName } from '../../errors.js';
import { ColormapController } from '../colormap-controller.js';
import { type Failure, failure } from '../failure.js';
import { FigureController, type FigureToSave } from '../figure/figure-controller.js';
import { FirstKeys } from '../interaction/first-keys.js';
import { KeptFocus } from '../interaction/kept-focus.js';
import { keepKey } from '../interaction/keys.js';
import { LazyPart } from '../lazy-part.js';
import { LocaleController, type Say, type Sentences, type Translations } from '../locale.js';
import { type FigureContent, figureFrame, type Listing } from '../parts/figure-frame.js';
import { captionOf } from './caption.js';
import { type FigurePart, FigureParts } from './figure-parts.js';
import { countedFrom, rowsFrom } from './counted.js';
import { figureProperties } from './figure-properties.js';
import type { FigureTools } from './figure-tools.js';
import { takeGivenSize } from './given-size.js';
import { GivenValues, REFRESHED } from './given-values.js';
import { MisuseController } from './misuse-controller.js';
import { SecondTry } from './second-try.js';
import { PropertyCheck } from '../properties/property-check.js';
import type { PropertiesOf, Property, PropertyTable } from '../properties/property.js';
import { FigureTable } from '../reading/figure-table.js';
import { savingMenu } from '../saving-menu.js';
import { PaperController } from '../paper.js';
import { paperStyles } from '../paper-styles.js';
import { frameStyles } from '../styles.js';
import { themeStyles } from '../theme.js';
import type { PlotController } from './plot-controller.js';
import { settle } from './settle.js';
import { SavedElement } from './saved-element.js';
import { UnseenController } from './unseen-controller.js';

// oxlint-disable-next-line no-unused-vars -- The class has them: both must.
export interface FigureElement<View, Words extends string> extends PropertiesOf<typeof figureProperties> {}

/**
 * A figure: a frame with a name and a summary, a sentence where it fails, the author's own content until it is there, a caption, a
 * table, and files of what is shown. An element says what it shows; when, where and in which language is written here.
 *
 * @fires attn-error - It cannot be shown: {code, message}.
 * @fires attn-change - A reader changed what is shown. The detail has all that readers can change, by the names of its properties, as they are now.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The buttons.
 * @csspart button - Each button.
 * @csspart legend - What the drawing says.
 * @csspart readout - The line that reads what is pointed at.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-surface - Behind menus and fields.
 * @cssprop --attn-surface-color - Text of menus and fields.
 *
 * @typeParam View everything that one rendering shows
 * @typeParam Words names of the element's own sentences
 */
export abstract class FigureElement<View, Words extends string> extends SavedElement {
  /** Styles of every figure around its drawing, and the colours of the page; an element adds to them. */
  static override styles: CSSResultGroup = [frameStyles, themeStyles, paperStyles];
  /** Sentences of the element in every language: `Translations` of those of all elements and of its own. */
  static translations: object;
  /** Properties of the element, beside those of its base classes. */
  static override properties: PropertyTable = figureProperties;

  protected readonly locale = new LocaleController(this, this.#own.translations as Translations<Sentences>);
  protected readonly say = ((name, details) =>
    this.locale.say(name as never, countedFrom(this.firstIndex, name, details))) as Say<Words>;
  protected readonly number = this.locale.number.bind(this.locale);
  protected readonly percent = this.locale.percent.bind(this.locale);
  readonly #check = new PropertyCheck(this, (this.#own.translations as Translations<Sentences>).en);
  protected readonly table = new FigureTable(this);
  readonly #parts = new FigureParts();
  protected readonly colormaps = this.adopt(new ColormapController(this));
  protected readonly saving = new FigureController(this, this.#toSave());

  readonly #foreign = this.later(() => import('./foreign-words.js'));
  readonly #address = this.later(
    () => import('../address/view-address.js'),
    ({ ViewAddress }) =>
      ViewAddress.attach(this, {
        values: () => ({ ...this.changeable }),
        properties: this.#own.elementProperties,
        hasFailed: () => Boolean(this.#refusal ?? this.error),
      }),
  );
  readonly #focus = new KeptFocus(this);
  readonly #given = new GivenValues(this);
  readonly #unseen = new UnseenController(this);
  readonly #second = new SecondTry(this, {
    say: (name) => this.say(name),
    faults: () => [this.error, this.partError].flatMap((fault) => fault?.code ?? []),
    isAwaiting: () => this.isLoading || (!this.isThere && this.#parts.isComing),
    again: () => this.#askAgain(),
  });
  /** Some of what is on its way has come. */
  protected readonly arrived = this.#second.felt;
  /** Absent while the properties are given their defaults. */
  #misuse: MisuseController | null = null;

  /** Plot that is drawn in the room there is; null where all is text, which finds its own. */
  protected readonly plot: PlotController | null = null;
  /** View that is shown; null while that is nothing. */
  protected shown: View | null = null;

  constructor() {
    super();
    PaperController.attach(this);
    FirstKeys.attach(this);
    for (const [name, property] of this.#own.elementProperties)
      Object.assign(this, { [name]: (property as Property<unknown>).initial });
    this.#misuse = new MisuseController(this, () => this.lacksSource);
  }

  /** Attributes have the names of their properties, in kebab case. */
  static override createProperty(name: PropertyKey, options?: PropertyDeclaration): void {
    super.createProperty(name, { attribute: attributeName(String(name)), ...options });
  }

  /** Settles, and never rejects, once what is asked for is drawn or has failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /**
   * Shows what has changed inside of the data, the tokens and whatever else was given as a list or an object, which nobody sees
   * from outside. Not needed where a property is set anew. Which head is shown, and what is pinned, stays. Settles as `ready` does.
   */
  refresh(): Promise<void> {
    this.#given.giveAgain((name) => this.requestUpdate(name, REFRESHED));
    return this.ready;
  }

  /** Name that says what is shown, in the reader's language: the figure's where its author gives none. */
  protected abstract get ownName(): string;

  /** The figure in a sentence or two. */
  protected abstract summary(view: View): string;

  /** Why nothing is shown, or not all of it; by default that a part is missing. */
  protected get error(): Failure | null {
    return this.partError;
  }

  /** Whether something is on its way. */
  protected abstract get isLoading(): boolean;

  /** Asks anew for the data that could not be had, or do not come. */
  protected loadAgain(): void {
    this.requestUpdate();
  }

  /** Loads or forgets data because properties have changed. */
  protected abstract follow(changed: PropertyValues): void;

  /** View to show; null while there is nothing. */
  protected abstract makeView(): View | null;

  /** Content of the frame of the figure. */
  protected abstract renderFigure(view: View): FigureContent;

  /** Draws what no template says: canvases, sizes. `plot` is as it was rendered. */
  protected abstract draw(view: View, plot: HTMLElement): void;

  /** Draws at once what would be drawn in the next frame. */
  protected drawNow(): void {
    this.#parts.drawNow();
  }

  /** Adopts a part: it follows properties; the figure waits for it, draws it, tries again when properties change, and tells beside itself that it is missing. */
  protected adopt<Part extends FigurePart>(part: Part): Part {
    return this.#parts.add(part);
  }

  /** Adopts a part of a module that is loaded where it is first needed. @param make makes the part of it; by default the module is the part */
  protected later<Module, Made = Module>(
    load: () => Promise<Module>,
    make?: (module: Module) => Made | Promise<Made>,
  ): LazyPart<Module, Made> {
    return this.adopt(new LazyPart(this, load, make));
  }

  /** Why a part is missing; null where all are there. */
  protected get partError(): Failure | null {
    return this.#parts.error;
  }

  /** The rows of the CSV file, also of a figure that is hidden; null before there are values. */
  protected abstract savedRows(): Iterable<readonly (string | number)[]> | null;

  /** Metadata that help to make the figure again, beside its source and description. */
  protected abstract metadata(view: View | null): Readonly<Record<string, unknown>>;

  /** Whether there is nothing to show as none of what names it was given. */
  protected get lacksSource(): boolean {
    return false;
  }

  /** Description that the data hold of themselves; null without one. */
  protected get description(): string | null {
    return null;
  }

  /** The figure's name: its heading, else its caption, else what it shows. A note in its file is about the data. */
  protected get label(): string {
    return this.givenName || this.ownName;
  }

  /** Name that the author gives; empty where there is none. */
  protected get givenName(): string {
    return this.heading || captionOf(this);
  }

  /** The name of a saved figure. */
  protected savedTitle(_view: View | null): string {
    return this.label;
  }

  /** Line that a saved figure has above its drawing: what it is of, where the page says it with buttons alone. */
  protected savedLine(_view: View): string | null {
    return null;
  }

  /** The heading that is shown. */
  protected get headline(): string | null {
    return this.heading;
  }

  /** Whether the figure has taken the place of the author's own content. */
  protected get isThere(): boolean {
    return this.shown !== null;
  }

  /** The sentence of what failed. @param title what is missing for it */
  protected renderFailure(title = this.say('failed')): unknown {
    const { error } = this;
    return error ? this.#failure(title, error) : nothing;
  }

  #failure(title: string, error: Failure): unknown {
    return failure(title, this.explain(error), this.#second.button(error.code));
  }

  /** An error in the reader's language; empty while its reason is on its way. */
  protected explain(failed: Pick<Failure, 'code' | 'details'>): string {
    return this.locale.explain(failed);
  }

  /** The readers' menu. */
  protected renderMenu(): unknown {
    const { part } = this.#address;
    const copy = part && html`<button type="button" @click=${() => part.copy()}>${this.say('copyLink')}</button>`;
    return savingMenu(this.say, (failed) => this.explain(failed), this.saving, this.table, copy ?? nothing);
  }

  /** Remarks on what was supposed, or left out, of the data that are shown: the line under the figure. */
  protected remarks(_view: View): readonly Remark[] {
    return [];
  }

  /** Content between the figure and its caption: failures of parts of a figure that is shown all the same. */
  protected renderBeside(): unknown {
    const error = this.partError;
    return error && !this.error ? this.#failure('', error) : nothing;
  }

  /** Promises that settle before the figure is complete. */
  protected underWay(): readonly Promise<unknown>[] {
    return [this.locale.ready, ...this.#parts.settled];
  }

  /** Properties that readers can change, by name: the detail of `attn-change`. */
  protected get changeable(): object {
    const names = [...this.#own.elementProperties].flatMap(([name, property]) =>
      (property as Property<unknown>).isChangeable ? [name] : [],
    );
    return Object.fromEntries(names.map((name) => [name, (this as Record<PropertyKey, unknown>)[name]]));
  }

  /** Takes what a reader changed, and tells the page. */
  protected change(changes: object): void {
    Object.assign(this, changes);
    this.dispatchEvent(new CustomEvent('attn-change', { detail: this.changeable, bubbles: true, composed: true }));
  }

  /** Whether nothing was set, and everything given is to be looked at again. */
  protected isRefresh(changed: PropertyValues): boolean {
    return changed.size > 0 && [...changed.values()].every((before) => before === REFRESHED);
  }

  /** The plot on the page: what is drawn, and grows and shrinks with the height of the figure. */
  protected get plotElement(): HTMLElement | null {
    return this.find('.plot');
  }

  /** Tools that templates of the figure are made with. */
  protected get tools(): FigureTools<Words> {
    const { say, number, percent } = this;
    return { say, number, percent, language: () => this.locale.language };
  }

  /** Context of every view: language, name of what is shown and how it is said. The name of the figure is said once, around it. */
  protected get context() {
    const { ownName: label, say, number, percent } = this;
    // What is said is said anew in another language, and where layers are counted otherwise.
    return { language: `${this.locale.language} ${this.firstIndex}`, label, say, number, percent };
  }

  protected find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
    return this.shadowRoot?.querySelector<Found>(selector) ?? null;
  }

  /** A property is given anew, if only what it already is. */
  override requestUpdate(name?: PropertyKey, ...change: [oldValue?: unknown, options?: PropertyDeclaration]): void {
    super.requestUpdate(name, ...change);
    if (name === undefined) return;
    this.#misuse?.given(name);
    if (this.#check.forget(name)) super.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    this.#given.keep(changed);
    this.#check.apply(changed);
    if (changed.size > 0) {
      this.#parts.retry(false);
      this.locale.retry();
    }
    this.follow(changed);
    if (this.hash) this.#address.need();
    this.#parts.follow(changed, this.isRefresh(changed));
    takeGivenSize(this, changed);
    this.plot?.prepare();
    // A figure of something else than what the page asks for would be a wrong one.
    const view = this.#check.error ? null : this.makeView();
    this.shown = this.#refusal ? null : view;
    this.#focus.remember();
  }

  protected override render(): unknown {
    const content = this.#renderAll();
    // What stands there stays until it can be said why it goes.
    return !this.shown && this.hasUpdated && this.locale.awaitsReasons ? noChange : content;
  }

  #renderAll(): TemplateResult {
    const { isLoading, shown } = this;
    const { isStalled } = this.#second;
    const refusal = this.#refusal;
    const failed = refusal ? failure(this.say('failed'), this.explain(refusal)) : this.renderFailure();
    const isSaid = !this.locale.awaitsReasons && (!isLoading || refusal !== null);
    return html`<div class=${this.bare ? 'frame bare' : 'frame'} @keydown=${keepKey} @keypress=${keepKey} @keyup=${keepKey}>
      ${this.plot?.probe}
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${this.label}
        aria-describedby="summary"
        aria-busy=${isLoading}
        ?hidden=${!shown}
      >
        ${shown ? this.#renderFrame(shown) : nothing}
      </div>
      ${failed} ${this.renderBeside()}
      ${this.#misuse!.errors.map((error) => failure('', this.explain(error)))}
      <div class="status" role="status" ?hidden=${!isStalled && (isSaid || shown !== null)}>
        ${isStalled ? html`${this.say('stalled')} ${this.#second.button(null)}` : this.say('loading')}
      </div>
      <div ?hidden=${this.isThere && !refusal && !this.#misuse!.isUnclosed}><slot @slotchange=${this.#misuse!.childrenChanged}></slot></div>
      <slot name="caption" part="caption" @slotchange=${this.#captioned}></slot>
    </div>`;
  }

  protected override updated(): void {
    this.#focus.keep();
    this.#markWords();
    const { plotElement, shown } = this;
    if (!shown || !plotElement) return;
    this.draw(shown, plotElement);
    this.plot?.measureAround(plotElement);
  }

  #markWords(): void {
    const { foreign, language } = this.locale;
    const part = foreign ? this.#foreign.need() : this.#foreign.part;
    part?.markForeignWords(this.shadowRoot!, language, foreign, this.givenName !== '');
  }

  #renderFrame(view: View): TemplateResult {
    const { headline: heading } = this;
    const content = this.renderFigure(view);
    const said = this.remarks(view).map(({ code, details }) => this.say(code, details));
    const remarks = said.length > 0 ? this.say('remarks', { list: said.join(this.say('remarkSeparator')) }) : null;
    const texts = { heading, summary: this.summary(view), remarks };
    return figureFrame(content, texts, this.renderMenu(), content.listing && this.#renderListing(content.listing));
  }

  #renderListing({ reading, above, below, ...titles }: Listing): unknown {
    const words = { ...titles, previous: this.say('previousPage'), next: this.say('nextPage') };
    return this.table.isOpen ? html`${above} ${this.table.render(reading, words)} ${below}` : nothing;
  }

  /** Asks anew: parts that failed ask for themselves, all else is of the data. */
  #askAgain(): void {
    const { error, partError, isLoading } = this;
    this.#parts.retry(true);
    this.locale.again();
    if (isLoading || (error && error !== partError)) this.loadAgain();
    this.requestUpdate();
  }

  /** Refusal of a value that a property cannot be; null where all are accepted. */
  get #refusal(): AttnError | null {
    return this.#check.error ?? this.colormaps.refusal;
  }

  /** A caption that comes later names the figure too. */
  readonly #captioned = (): void => {
    if (this.label !== this.find('.figure')?.ariaLabel) this.requestUpdate();
  };

  get #own(): typeof FigureElement {
    return this.constructor as typeof FigureElement;
  }

  async #settle(): Promise<void> {
    // An element that was never on the page has nothing under way, and nothing that it could wait for.
    if (!this.hasUpdated && !this.isConnected) return;
    await settle(this, () => this.underWay());
    if (this.shown) this.drawNow();
    this.#unseen.layOut();
  }

  #toSave(): FigureToSave {
    return {
      failure: () => this.#refusal ?? (this.isThere ? null : this.error),
      isThere: () => this.isThere,
      drawNow: () => this.drawNow(),
      line: () => this.savedLine(this.shown!),
      title: () => this.savedTitle(this.shown),
      description: () => (this.shown ? this.summary(this.shown) : ''),
      metadata: () => ({ source: sourceOf(this), description: this.description, ...this.metadata(this.shown) }),
      rows: () => {
        const rows = this.savedRows();
        return rows && this.firstIndex > 0 ? rowsFrom(this.firstIndex, rows) : rows;
      },
    };
  }
}

/** Address that the data come from; null without one. */
function sourceOf({ src, baseURI }: { readonly src?: string | null; readonly baseURI: string }): string | null {
  return src ? new URL(src, baseURI).href : null;
}
