/** Hands bytes or text to the person as a file with this name; the browser's or the app's own dialog does the rest. */
export function saveFile(name: string, content: BlobPart | readonly BlobPart[], type: string): void {
  const url = URL.createObjectURL(
    new Blob(Array.isArray(content) ? [...content] : [content as BlobPart], { type }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
