/** Hands a file that the server made to the browser, under the name that the server gave it. */
export function saveFile(content: Blob, response: Response, otherwise: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName(response.headers.get('Content-Disposition')) ?? otherwise;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** RFC 6266: the name in UTF-8, else the plain one. */
export function fileName(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}
