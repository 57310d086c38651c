import { css } from 'lit';

/** A figure while it is printed (`PaperController`): as wide as on the screen, made smaller as a whole where paper is narrower, in light colours. */
export const paperStyles = css`
  @media print {
    :host {
      max-width: 100%;
      break-inside: avoid;
    }
    /* Also where an element lays out its own. */
    button,
    .menu,
    .reading {
      display: none !important;
    }
    canvas {
      print-color-adjust: exact;
    }
  }
  .frame[data-paper] {
    container-type: inline-size;
    contain-intrinsic-inline-size: var(--_screen-width, auto);
    color-scheme: light;
    color: CanvasText;
  }
  .frame[data-paper] > .figure {
    width: var(--_screen-width, auto);
    background: Canvas;
    /* The quotient of two lengths, which calc() does not give in every browser. */
    zoom: min(1, tan(atan2(100cqi, var(--_screen-width))));
  }
  /* Read at once, and not on its way to another colour. */
  .frame[data-paper] .probe {
    transition: none;
  }
`;
