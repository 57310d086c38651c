/** Keys that move in a grid of buttons, of which one alone is reached by Tab. */
export function moveFocus(event: KeyboardEvent, columns: number): void {
  const grid = event.currentTarget as HTMLElement;
  const buttons = [...grid.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const isReversed = getComputedStyle(grid).direction === 'rtl';
  const [back, on] = isReversed ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  const next = {
    [back]: at - 1,
    [on]: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const to = buttons[Math.max(0, Math.min(buttons.length - 1, next))];
  buttons[at].tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
