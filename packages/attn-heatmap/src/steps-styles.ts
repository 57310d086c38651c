/** Styles of attention step by step, which come with it. */
export const stepsStyles = `
  .steps-view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    margin-block-start: 12px;
  }
  .step-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .step-bar select,
  .step-bar button {
    min-height: 28px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--attn-surface, Canvas);
    color: var(--attn-surface-color, CanvasText);
    font: inherit;
  }
  .step-bar .width {
    display: flex;
    align-items: center;
    gap: 8px;
    font-variant-numeric: tabular-nums;
  }
  .step-bar input {
    accent-color: var(--_accent);
  }
  .stage {
    transition: opacity 0.3s;
  }
  .stage.later {
    visibility: hidden;
    opacity: 0;
  }
  .stage.present {
    box-shadow: -4px 0 0 var(--_accent);
  }
  .stage-cells {
    overflow-x: auto;
  }
  .stage table {
    font-size: 0.93em;
  }
  .stage caption {
    text-align: start;
    white-space: normal;
  }
  .stage td {
    --_tone: var(--_accent);
    min-width: 3.5em;
    background: color-mix(in srgb, var(--_tone) calc(var(--w, 0) * 55%), transparent);
  }
  .stage td.negative {
    --_tone: #2563eb;
  }
  .stage td.masked {
    background: var(--_masked);
  }
  .effect th {
    white-space: normal;
  }
  .stage-says {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  @media (prefers-reduced-motion: reduce) {
    .stage {
      transition: none;
    }
  }
  @media print {
    .stage.later {
      visibility: visible;
      opacity: 1;
    }
    .stage td {
      print-color-adjust: exact;
    }
  }
`;
