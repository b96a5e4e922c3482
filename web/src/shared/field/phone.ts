/**
 * An E.164 number as people in China read it: `138 0013 8000`, `023-8888 1000`, the extension after a hyphen. Numbers of
 * other countries stay as they are, and so do masked ones.
 */
export function phoneText(number: string): string {
  const [main = '', extension] = number.split(';ext=');
  return domestic(main) + (extension ? `-${extension}` : '');
}

function domestic(number: string): string {
  const local = /^\+86(\d+)$/.exec(number)?.[1];
  if (!local) return number;
  if (/^1[3-9]\d{9}$/.test(local)) return local.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  if (/^[48]00\d{7}$/.test(local)) return local.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');
  const parts = /^(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(local);
  return parts ? `0${parts[1]}-${parts[2]} ${parts[3]}` : local;
}
