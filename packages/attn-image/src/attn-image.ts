import {
  chooserStyles,
  failure,
  type AttentionControllerOptions,
  isOtherSource,
  lazy,
  LazyPart,
  leftOutRows,
  legendStyles,
  type Loaded,
  type PictureSize,
  markStyles,
  Memo,
  type PropertiesOf,
  scaleOptionsOf,
  scaleProperties,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { inferno } from '@attn-elements/core/color';
import { remark } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { nothing, type PropertyValues } from 'lit';
import { imageStyles } from './attn-image.styles.js';
import { ImageViewModel, type ImageView } from './view-model.js';
import { isChosenElsewhere } from './choices.js';
import { ImageFigure } from './figure.js';
import { Overlaid } from './overlaid.js';
import { PatchFinder } from './patch-finder.js';
import { ImagePicture } from './picture.js';
import { ImagePatchGrid } from './pointing.js';
import { imageProperties } from './properties.js';
import { type ImageSentences, imageSentences } from './strings.js';

export interface AttnImage extends PropertiesOf<typeof scaleProperties>, PropertiesOf<typeof imageProperties> {}

/**
 * A model's attention over a picture: the weights of patches or regions, as one query gives them.
 *
 * @customElement attn-image
 *
 * @fires attn-error - The source or the picture cannot be shown: {code, message}.
 * @fires attn-select - A query was chosen or a patch marked: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-change - A reader chose the layer, the head, or the overlay: {layer, head, overlay, opacity, smooth}.
 *
 * @slot - Shown while loading, on error and without JavaScript. An `<img>` here is the picture, unless `image` names one.
 *
 * @csspart toolbar - The choice of layer and head, and the menu.
 * @csspart chooser - Each list that a layer or a head is chosen from.
 * @csspart queries - The queries to choose from.
 * @csspart controls - The readers' controls of the overlay.
 * @csspart plot - The picture with what is laid over it.
 * @csspart picture - The picture.
 * @csspart overlay - The colours over it.
 * @csspart lines - The lines over it.
 * @csspart legend - Colour bar and sentence.
 * @csspart readout - The line that reads a patch.
 *
 * @cssprop --attn-nan - Patches whose weight is no number.
 * @cssprop --attn-masked - Patches that may not be attended, or are hidden.
 * @cssprop --attn-under - Patches below the domain.
 * @cssprop --attn-over - Patches above the domain.
 */
export class AttnImage extends AttentionElement<ImageView, ImageSentences> {
  static override properties = { ...scaleProperties, ...imageProperties };
  static override translations = imageSentences;
  static override styles = [super.styles, legendStyles, chooserStyles, markStyles, imageStyles];

  protected override readonly plot = new PlotController(this);
  readonly #overlaid = new Overlaid(this);
  readonly #patches = new PatchFinder(this);
  readonly #picture = new ImagePicture(this);
  protected override readonly interaction = this.interact(ImagePatchGrid);
  readonly #controls = new LazyPart(this, () =>
    lazy(() => import('./controls.js')).then(({ ImageControls }) => new ImageControls(this.shadowRoot!)),
  );
  readonly #figure = new ImageFigure({
    ...this.tools,
    picture: this.#picture,
    interaction: this.interaction,
  });
  readonly #composer = new ImageViewModel();
  readonly #placed = new Memo<void>();

  /** The figure as an SVG document: text stays text, lines stay lines, the picture is inside where it may be copied, else linked. */
  override toSVG(): Promise<string> {
    return super.toSVG();
  }

  /**
   * The figure as a PNG, drawn `scale` times its size on the page, 2 by default, or with `dpi` pixels an inch, of which a page has 96.
   * Rejects with `picture-locked` where the picture may not be copied.
   */
  override toPNG(size?: PictureSize): Promise<Blob> {
    return super.toPNG(size);
  }

  protected override get changeable() {
    const { overlay, opacity, smooth } = this;
    return { ...super.changeable, overlay, opacity, smooth };
  }

  protected override get choosing(): AttentionControllerOptions {
    return { vectors: true, shows: 'head' };
  }

  /** The author's own words for the picture stand in for a caption. */
  protected override get givenName(): string {
    return super.givenName || this.#picture.alt;
  }

  protected override get ownName(): string {
    const { shown, placeName } = this;
    return shown ? [placeName, shown.reader.size()].join(this.say('comma')) : super.ownName;
  }

  protected override underWay(): readonly Promise<unknown>[] {
    const { settled, isMeasured } = this.#picture;
    const own = [this.#patches.settled, this.#controls.settled, this.#overlaid.settled];
    return [...super.underWay(), ...own, ...(this.shown || isMeasured ? [settled] : [])];
  }

  protected override follow(changed: PropertyValues): void {
    if (changed.size > 0) for (const part of [this.#overlaid, this.#controls]) part.retry();
    if (isOtherSource(changed) || changed.has('query')) this.interaction.cells.forget();
    super.follow(changed);
    const file = this.attention.loading.value && this.attention.file;
    this.#patches.follow(file);
    this.#picture.follow(file);
  }

  protected override makeView(): ImageView | null {
    return this.#patches.isReading ? null : super.makeView();
  }

  protected override compose(loaded: Loaded): ImageView | null {
    if (this.#patches.error) throw this.#patches.error;
    const patches = this.#patches.find(loaded, this.#picture.ratio);
    if (patches instanceof AttnError) {
      if (!this.#picture.isComing) throw patches;
      // Its ratio may say which grid it is.
      this.#picture.measure();
      return this.shown;
    }
    const colormap = this.colormaps.named(this.colormap, inferno());
    // While its colours are on their way, what was there stays.
    if (!colormap) return this.shown;
    this.#overlaid.prepare();
    if (this.controls) this.#controls.need();
    const { ratio, width } = this.#picture;
    return this.#composer.view({
      loaded,
      patches,
      regions: patches.isRegions ? this.#patches.regions : null,
      colors: { colormap, ...scaleOptionsOf(this), hideFirstToken: this.hideFirstToken },
      otherIn: (composition) => {
        const { query } = this;
        const { grid } = this.interaction;
        grid.begin(query === 'mean' ? query : this.positionIn('query', query, composition.others));
        return grid.otherIn(composition);
      },
      picture: { ratio, width },
      nameElsewhere: this.interaction.group.nameElsewhere,
      ...this.plot.layout(12),
      ...this.context,
    });
  }

  protected override renderFigure(view: ImageView): FigureContent {
    const { controls, overlay, opacity, smooth, rollup } = this;
    const part = controls ? this.#controls.part : null;
    return this.#figure.render(view, {
      hasHeading: Boolean(this.heading),
      overlay,
      isRolledOut: rollup === 'rollout',
      controls:
        part?.render({ overlay, opacity, smooth }, view.regions === null, this.say, (to) => this.change(to)) ?? nothing,
      lines: this.#overlaid.lines(view),
      isChosenElsewhere: isChosenElsewhere(this),
    });
  }

  /** Failures of parts beside a figure that is shown all the same. */
  protected override renderBeside(): unknown {
    const parts = [this.#picture, this.#overlaid, this.#controls, this.colormaps];
    const error = parts.find((part) => part.error)?.error;
    return error && !this.error ? failure('', this.explain(error)) : nothing;
  }

  protected override draw(view: ImageView, plot: HTMLElement): void {
    const { width, height } = view.layout;
    this.#placed.of([width, height, plot], () => {
      Object.assign(plot.style, { width: `${width}px`, height: `${height}px` });
    });
    this.#overlaid.show(view, this.shadowRoot!, this.plot.colors);
  }

  protected override drawNow(): void {
    this.#overlaid.drawNow();
  }

  protected override summary(view: ImageView): string {
    return view.reader.summary(this.placeName);
  }

  protected override remarks(view: ImageView) {
    const { isSupposed, picture } = view.composition.patches;
    return [
      ...super.remarks(view),
      ...(picture?.isSupposed ? [remark('one-picture', { picture: picture.index, count: picture.count })] : []),
      ...(isSupposed ? [remark('read-patches', { patches: view.reader.patches() })] : []),
      ...(view.map.other === 'mean' && view.composition.patches.side === 'key'
        ? leftOutRows(view.composition.panel.raw)
        : []),
    ];
  }

  protected override metadata(view: ImageView | null) {
    const { colormap, scale, normalization, overlay, hideFirstToken, rollup } = this;
    const { layer, head } = view?.composition.panel ?? {};
    const { url } = this.#picture;
    // A picture that is itself text would be in the file twice.
    const picture = url?.startsWith('data:') ? null : url;
    const [query, domain] = [view?.map.other, view?.scale.domain];
    return { picture, layer, head, rollup, query, overlay, colormap, scale, domain, normalization, hideFirstToken };
  }
}
