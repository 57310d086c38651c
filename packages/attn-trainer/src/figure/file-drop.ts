/** Takes one file that is dropped on an element: of several none is the one, which the pointer shows. */
export function takeDropped(host: HTMLElement, take: (file: File) => void): void {
  const isOne = (event: DragEvent): boolean => {
    const { items } = event.dataTransfer!;
    return items.length === 1 && items[0].kind === 'file';
  };
  host.addEventListener('dragover', (event) => {
    // Where readers bring data of their own, that takes it.
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    // A browser opens in place of the page what nobody takes.
    event.preventDefault();
    event.dataTransfer.dropEffect = isOne(event) ? 'copy' : 'none';
  });
  host.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (isOne(event) && file) take(file);
  });
}
