import { ref } from 'vue';
import { toastProblem } from './toast';

/** Fetches a file that the server makes, in the reader's language, and hands it to the browser. */
export function useDownload() {
  const busy = ref(false);

  async function download(ask: () => Promise<{ data?: Blob; response: Response }>, otherwise: string) {
    busy.value = true;
    try {
      const { data, response } = await ask();
      if (data) saveFile(data, response, otherwise);
    } catch (error) {
      toastProblem(error);
    } finally {
      busy.value = false;
    }
  }

  return { busy, download };
}

/** Saves under the name that the server gave. */
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
