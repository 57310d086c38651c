/** Nothing but a box with a colour: what the measurement itself costs. */
export function draw(box) {
  box.style.background = 'rgb(33, 145, 140)';
}
