import type { TensorFile } from '@attn-elements/core/data';
import { fireError, PageAddress } from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Host of the picture, with the author's properties of it. */
interface PictureHost extends ReactiveControllerHost, HTMLElement {
  /** Address of the picture, or `file` for the one that the file names. */
  readonly image: string | null;
  readonly crossOrigin: string | null;
}

/** A picture to be drawn: the browser fetches it, and nothing reads it but a figure that is saved. */
interface Wanted {
  readonly url: string;
  readonly crossOrigin: string | null;
  readonly alt: string;
  /** Width by height, where it is known before it is there. */
  readonly ratio: number | null;
}

/** The picture under the weights: that of `image`, or an `<img>` between the tags. */
export class ImagePicture implements ReactiveController {
  readonly #host: PictureHost;
  readonly #isShown: () => boolean;
  readonly #address: PageAddress;
  #wanted: Wanted | null = null;
  #error: AttnError | null = null;
  #size: readonly [width: number, height: number] | null = null;
  #settled: Promise<void> = Promise.resolve();
  #settle: () => void = () => {};
  /** The same picture, beside the page. */
  #measured: HTMLImageElement | null = null;
  /** Observer of the content: it may become another picture. */
  #children: MutationObserver | null = null;

  /** @param isShown whether the figure is on the page, and the picture in it */
  constructor(host: PictureHost, isShown: () => boolean) {
    this.#host = host;
    this.#isShown = isShown;
    this.#address = new PageAddress(host, () => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    this.#children = new MutationObserver(() => this.#host.requestUpdate());
    this.#children.observe(this.#host, { childList: true, subtree: true, attributeFilter: ['src', 'srcset', 'alt'] });
  }

  hostDisconnected(): void {
    this.#children?.disconnect();
  }

  /** Why it cannot be shown, which the page was told of. */
  get error(): AttnError | null {
    return this.#error;
  }

  /** Settles, and never rejects, once it is there or cannot be; where nothing is shown nothing waits for it. */
  get settled(): readonly Promise<void>[] {
    return this.#isShown() || this.isMeasured ? [this.#settled] : [];
  }

  /** Alternative text of the picture, by the author; empty without one. */
  get alt(): string {
    return this.#wanted?.alt ?? '';
  }

  /** Asks anew for a picture that could not be had. Which one it is has not changed: nobody asks but a reader. */
  retry(isAsked: boolean): void {
    if (isAsked && this.#error?.code === 'no-picture') this.#wanted = this.#error = null;
  }

  get url(): string | null {
    return this.#wanted?.url ?? null;
  }

  /** Width by height; null where there is no picture, or it is not known yet. */
  get ratio(): number | null {
    return this.#size ? this.#size[0] / this.#size[1] : (this.#wanted?.ratio ?? null);
  }

  /** Natural width in pixels; null until it is there. */
  get width(): number | null {
    return this.#size?.[0] ?? null;
  }

  /** Whether nothing can be said of its size yet. */
  get isComing(): boolean {
    return this.#wanted !== null && this.ratio === null && this.#error === null;
  }

  /** Whether its size was asked for before it is on the page. */
  get isMeasured(): boolean {
    return this.#measured !== null;
  }

  /** Fetches it for the sake of its size, before anything is laid over it. */
  measure(): void {
    const wanted = this.#wanted;
    if (!wanted || this.#measured) return;
    const image = (this.#measured = new Image());
    image.crossOrigin = wanted.crossOrigin;
    const isNow = () => image === this.#measured;
    image.addEventListener('load', (event) => isNow() && this.#came(event));
    image.addEventListener('error', () => isNow() && this.#failed());
    image.src = wanted.url;
  }

  /**
   * Looks for the picture again: a property, the file or what stands between the tags may be another.
   * @param followed address of the one that the element looked at which this one follows
   */
  find(file: TensorFile | null, followed: string | null): void {
    let wanted: Wanted | null = null;
    let error: AttnError | null = null;
    try {
      wanted = this.#find(file, followed);
    } catch (failure) {
      error = AttnError.from(failure);
    }
    const isSame = wanted?.url === this.#wanted?.url && wanted?.crossOrigin === this.#wanted?.crossOrigin;
    if (isSame && (wanted !== null || error?.message === this.#error?.message)) return;
    this.#settle();
    this.#wanted = wanted;
    this.#error = this.#size = this.#measured = null;
    if (wanted) this.#settled = new Promise((resolve) => (this.#settle = resolve));
    if (error) this.#fail(error);
  }

  /** The picture itself, to fill the plot. */
  render(): TemplateResult | typeof nothing {
    const wanted = this.#wanted;
    if (!wanted || this.#error) return nothing;
    return html`<img
      part="picture"
      alt=""
      draggable="false"
      crossorigin=${wanted.crossOrigin ?? nothing}
      src=${wanted.url}
      @load=${this.#came}
      @error=${this.#failed}
    />`;
  }

  /** @throws {AttnError} `scheme` */
  #find(file: TensorFile | null, followed: string | null): Wanted | null {
    const { image, crossOrigin } = this.#host;
    // One in the caption is another matter.
    const own = [...this.#host.querySelectorAll('img')].find((image) => !image.closest('[slot]')) ?? null;
    const alt = own?.alt ?? '';
    if (image === 'file') {
      // A picture that a file names is fetched only because the author said so.
      const named = file?.metadata.get('source_image');
      return named ? { url: checkAddress(named, file!.url), crossOrigin, alt, ratio: ratioOf(own) } : null;
    }
    if (image) return { url: checkAddress(image, this.#address.baseOf(image)), crossOrigin, alt, ratio: ratioOf(own) };
    const url = own?.currentSrc || own?.src;
    if (url) return { url, crossOrigin: own!.crossOrigin, alt, ratio: ratioOf(own) };
    return followed ? { url: followed, crossOrigin, alt, ratio: null } : null;
  }

  readonly #came = ({ target }: Event) => {
    const { naturalWidth, naturalHeight } = target as HTMLImageElement;
    // A drawing may have no size of its own.
    if (naturalWidth > 0 && naturalHeight > 0) this.#size = [naturalWidth, naturalHeight];
    this.#settle();
    this.#host.requestUpdate();
  };

  readonly #failed = () => {
    const { url } = this.#wanted!;
    this.#fail(new AttnError('no-picture', { url: url.length > 300 ? `${url.slice(0, 120)}…` : url }));
  };

  #fail(error: AttnError): void {
    this.#error = error;
    this.#settle();
    fireError(this.#host, error);
    this.#host.requestUpdate();
  }
}

/** From the attributes of an `<img>`, which tell it before the picture is there. */
function ratioOf(image: HTMLImageElement | null): number | null {
  const [width, height] = ['width', 'height'].map((name) => Number(image?.getAttribute(name)));
  return width > 0 && height > 0 ? width / height : null;
}

function checkAddress(address: string, near: string): string {
  // A source that a script gave has no address that another could be relative to.
  const base = URL.canParse(near) && !near.startsWith('data:') ? near : document.baseURI;
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (!url || !/^(https?|blob|data):$/.test(url.protocol)) throw new AttnError('scheme', { url: address });
  return url.href;
}
