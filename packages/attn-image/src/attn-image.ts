import {
  type AttentionInputs,
  badOption,
  isOtherSource,
  type PictureSize,
  scaleOptionsOf,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { inferno } from '@attn-elements/core/color';
import { remark } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { nothing, type PropertyValues } from 'lit';
import { imageStyles } from './attn-image.styles.js';
import { isChosenElsewhere } from './choices.js';
import { ImageFigure } from './figure.js';
import { Overlaid } from './overlaid.js';
import { MASK_SHARE } from './model.js';
import { PatchFinder } from './patch-finder.js';
import { ImagePicture } from './picture.js';
import { ImagePatchGrid } from './pointing.js';
import { imageProperties, type ImageProperties } from './properties.js';
import { type ImageSentences, imageSentences } from './strings.js';
import { ImageViewModel, type ImageView } from './view-model.js';

/** Heads and queries in colours at once: nobody could tell which is which. */
const twoKinds = (heads: readonly number[]) =>
  badOption('show-heads', heads.join(' '), 'needsEither', { other: 'show-queries' });

export interface AttnImage extends ImageProperties {}

/**
 * A model's attention over a picture: the weights of patches or regions, as one query gives them.
 *
 * @customElement attn-image
 *
 * @fires attn-error - The source or the picture cannot be shown: {code, message}.
 * @fires attn-select - A query was chosen or a patch marked: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-change - A reader chose the layer, the head, the picture, or the overlay: {layer, head, picture, overlay, opacity, smooth}.
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
 * @cssprop --attn-unstored - Patches that are not stored, of a file that keeps single cells.
 * @cssprop --attn-masked - Patches that may not be attended, or are hidden.
 * @cssprop --attn-under - Patches below the domain.
 * @cssprop --attn-over - Patches above the domain.
 */
export class AttnImage extends AttentionElement<ImageView, ImageSentences> {
  static override properties = imageProperties;
  static override translations = imageSentences;
  static override styles = [super.styles, imageStyles];
  static override choosing = { vectors: true, shows: 'head', patches: true, overlays: true } as const;

  protected override readonly plot = new PlotController(this);
  protected override readonly interaction = this.interact(ImagePatchGrid);
  readonly #picture = this.adopt(new ImagePicture(this, () => this.shown !== null));
  readonly #overlaid = this.adopt(
    new Overlaid(
      this,
      this.later(() => import('./layers.js')),
    ),
  );
  readonly #patches = this.adopt(new PatchFinder(this));
  readonly #controls = this.later(
    () => import('./controls.js'),
    ({ ImageControls }) => new ImageControls(this.shadowRoot!),
  );
  readonly #figure = new ImageFigure(this.tools, this.interaction, this.#picture);
  readonly #composer = new ImageViewModel();

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

  /** The author's own words for the picture stand in for a caption. */
  protected override get givenName(): string {
    return super.givenName || this.#picture.alt;
  }

  protected override get ownName(): string {
    const { shown, placeName } = this;
    return shown ? [placeName, shown.reader.size()].join(this.say('comma')) : super.ownName;
  }

  protected override follow(changed: PropertyValues): void {
    if (isOtherSource(changed) || changed.has('query') || changed.has('picture')) this.interaction.cells.forget();
    super.follow(changed);
    const file = this.attention.loading.value && this.attention.file;
    this.#patches.read(file);
    this.#picture.find(file, this.attention.source?.picture ?? null);
  }

  protected override makeView(): ImageView | null {
    return this.#patches.isReading ? null : super.makeView();
  }

  protected override compose(given: AttentionInputs<ImageSentences>): ImageView | null {
    if (this.#patches.error) throw this.#patches.error;
    if (this.showHeads && this.showQueries) throw twoKinds(this.showHeads);
    const patches = this.#patches.find(given.loaded, this.#picture.ratio);
    if (patches instanceof AttnError) {
      if (!this.#picture.isComing) throw patches;
      // Its ratio may say which grid it is.
      this.#picture.measure();
      return this.shown;
    }
    const colormap = this.colormaps.named(this.colormap, inferno());
    // While its colours are on their way, what was there stays.
    if (!colormap) return this.shown;
    this.#overlaid.prepare(this.#hasLayers);
    if (this.controls) this.#controls.need();
    const { ratio, width } = this.#picture;
    return this.#composer.view({
      ...given,
      ...this.plot.layout(12),
      patches,
      regions: patches.isRegions ? this.#patches.regions : null,
      colors: { colormap, ...scaleOptionsOf(this), ...this.hiding },
      hasHeads: this.showHeads !== null,
      queries: ({ others }) => this.showQueries?.map((at) => this.positionIn('show-queries', at, others) ?? 0) ?? null,
      otherIn: (composition) => {
        this.#patches.checkBoxes(composition.others);
        const query = this.showQueries?.[0] ?? this.query;
        const { grid } = this.interaction;
        grid.begin(query === 'mean' ? query : this.positionIn('query', query, composition.others));
        return grid.otherIn(composition);
      },
      picture: { ratio, width },
    });
  }

  get #hasLayers(): boolean {
    return this.showHeads !== null || this.showQueries !== null;
  }

  protected override renderFigure(view: ImageView): FigureContent {
    const { controls, overlay, opacity, smooth } = this;
    const part = controls ? this.#controls.part : null;
    return this.#figure.render(view, {
      hasHeading: Boolean(this.heading),
      overlay,
      controls:
        part?.render({ overlay, opacity, smooth }, view.regions === null, this.say, (to) => this.change(to)) ?? nothing,
      lines: this.#overlaid.lines(view),
      boxes: this.#patches.boxes(view),
      names: this.#overlaid.names(view),
      maskShare: this.topP?.[0] ?? MASK_SHARE,
      isChosenElsewhere: this.bare || this.showQueries !== null || isChosenElsewhere(this),
      choosePicture: (picture) => this.change({ picture }),
    });
  }

  protected override draw(view: ImageView, plot: HTMLElement): void {
    this.#overlaid.draw(view, plot, this.plot.colors);
  }

  protected override remarks(view: ImageView) {
    const { isSupposed, picture } = view.composition.patches;
    return [
      ...super.remarks(view),
      ...(picture?.isSupposed ? [remark('one-picture', { picture: picture.index, count: picture.count })] : []),
      ...(isSupposed ? [remark('read-patches', { patches: view.reader.patches() })] : []),
    ];
  }

  protected override metadata(view: ImageView | null) {
    const { colormap, scale, normalization, overlay, rollup } = this;
    const { layer, head } = view?.composition.panel ?? {};
    const { url } = this.#picture;
    // A picture that is itself text would be in the file twice.
    const picture = url?.startsWith('data:') ? null : url;
    const [query, domain] = [view?.map.other, view?.scale.domain];
    return { picture, layer, head, rollup, query, overlay, colormap, scale, domain, normalization, ...this.hiding };
  }
}
