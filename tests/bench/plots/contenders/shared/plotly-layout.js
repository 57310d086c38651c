/** What every figure of plotly.js has: no logo, no lines behind the curves, ends of axes that are given. */
export const config = { displaylogo: false };
export const axis = (range, rest) => ({ range, showgrid: false, zeroline: false, fixedrange: true, ...rest });
export const layout = ([width, height], rest) => ({
  width,
  height,
  margin: { l: 45, r: 8, t: 18, b: 40 },
  showlegend: false,
  ...rest,
});

/** The plots inside of a figure, in the order in which they were made. */
export const plotsOf = (box) => {
  const { left, top } = box.getBoundingClientRect();
  return Object.values(box._fullLayout._plots).map(({ id, xaxis, yaxis }) => ({
    id,
    box: new DOMRect(left + xaxis._offset, top + yaxis._offset, xaxis._length, yaxis._length),
  }));
};
