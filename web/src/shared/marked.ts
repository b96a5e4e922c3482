/** Splits `重庆<mark>江岳</mark>` into its parts. Whatever else looks like markup is text and stays text. */
export function marked(text: string): { text: string; hit: boolean }[] {
  return text
    .split(/(<mark>.*?<\/mark>)/s)
    .filter(Boolean)
    .map((part) => {
      const hit = /^<mark>(.*)<\/mark>$/s.exec(part);
      return hit ? { text: hit[1]!, hit: true } : { text: part, hit: false };
    });
}
