/** Sixteen stops of viridis: what the floors draw with, what ECharts is given, and what the judge reads pixels against. */
export const STOPS = [
  [68, 1, 84],
  [72, 26, 108],
  [71, 47, 125],
  [65, 68, 135],
  [57, 86, 140],
  [49, 104, 142],
  [42, 120, 142],
  [35, 136, 142],
  [31, 152, 139],
  [34, 168, 132],
  [53, 183, 121],
  [84, 197, 104],
  [122, 209, 81],
  [165, 219, 54],
  [210, 226, 27],
  [253, 231, 37],
];

/** The colour of t in [0, 1], interpolated between the stops. */
export function viridis(t) {
  const at = Math.min(Math.max(t, 0), 1) * (STOPS.length - 1);
  const low = Math.min(Math.floor(at), STOPS.length - 2);
  return STOPS[low].map((value, channel) => value + (at - low) * (STOPS[low + 1][channel] - value));
}

/** 256 colours as RGBA bytes. */
export function table() {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) bytes.set([...viridis(i / 255), 255], i * 4);
  return bytes;
}
