/** Hands a file to the reader as a download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference once it has begun; a click begins it in a later task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
