/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ways to call the function of the test that tells which payload has run; none has a quotation mark that is not its own. */
const CALLS: ((id: number) => string)[] = [
  (id) => `ran(${id})`,
  (id) => `top.ran(${id})`,
  (id) => `self['ran'](${id})`,
  (id) => `ran\`${id}\``,
  (id) => `setTimeout('ran(${id})')`,
  (id) => `[${id}].map(ran)`,
  (id) => `(0,ran)(${id})`,
  (id) => `\\u0072an(${id})`,
];

/** What makes a browser run something, should a text be taken for markup, an address, or a template. */
const VEHICLES: ((call: string) => string)[] = [
  (call) => `<script>${call}</script>`,
  (call) => `<script src="data:text/javascript,${call}"></script>`,
  (call) => `<scr<script>ipt>${call}</scr</script>ipt>`,
  (call) => `<img src=x onerror=${call}>`,
  (call) => `<img src="x" onerror="${call.replaceAll('"', "'")}">`,
  (call) => `<img src=x: onerror=${call}//`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<svg><a xlink:href="javascript:${call}"><text y=20>x</text></a></svg>`,
  (call) => `<math href="javascript:${call}">x</math>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<audio src=x onerror=${call}></audio>`,
  (call) => `<details open ontoggle=${call}>x</details>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<select autofocus onfocus=${call}></select>`,
  (call) => `<body onload=${call}>`,
  (call) => `<b style="position:fixed;inset:0" onmouseover=${call}>x</b>`,
  (call) => `<b style="animation:x 1s" onanimationstart=${call}>x</b>`,
  (call) => `<b contenteditable tabindex=1 autofocus onfocus=${call}>x</b>`,
  (call) => `<iframe srcdoc="<script>parent.${call.replace(/^(top|self)\.?/, '')}</script>"></iframe>`,
  (call) => `<iframe src="javascript:parent.${call}"></iframe>`,
  (call) => `<object data="javascript:${call}"></object>`,
  (call) => `<embed src="javascript:${call}">`,
  (call) => `<form action="javascript:${call}"><button autofocus>x</button></form>`,
  (call) => `<button formaction="javascript:${call}">x</button>`,
  (call) => `<a href="javascript:${call}">x</a>`,
  (call) => `<a href="java\tscript:${call}">x</a>`,
  (call) => `<a href="&#106;avascript:${call}">x</a>`,
  (call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (call) => `<base href="javascript:${call}//">`,
  (call) => `<link rel=stylesheet href=x onerror=${call}>`,
  (call) => `<template><img src=x onerror=${call}></template>`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  (call) => `<style></style ><img src=x onerror=${call}>`,
  (call) => `<!--><img src=x onerror=${call}>-->`,
  (call) => `<x-x v-html="'x'" @vue:mounted="${call}" onclick=${call}>x</x-x>`,
  (call) => `{{constructor.constructor('${call.replaceAll("'", '"')}')()}}`,
  (call) => `{{_openBlock.constructor('${call.replaceAll("'", '"')}')()}}`,
  (call) => '${' + call + '}',
  (call) => `javascript:${call}`,
  (call) => `JaVaScRiPt:${call}//http://x.example`,
  (call) => `data:text/html,<script>opener.${call}</script>`,
  (call) => `[x](javascript:${call})`,
  (call) => `@import'javascript:${call}';`,
  (call) => `';${call};'`,
  (call) => `";${call};"`,
];

/** What a text may have to get out of first. */
const BEFORE = ['', '', '', '">', "'>", '</textarea>', '</title>', '</script>', '</style>', '-->', ']]>', '" autofocus x="', '`>', '\u2028', '</option></select>'];

const entities = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const wide = (text: string) => text.replaceAll('<', '＜').replaceAll('>', '＞');
const tag = /<\/?[a-z]+/gi;

/** What a filter, a decoder, or a normaliser in between may make of it. */
const DISGUISES: ((text: string, draw: () => number) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => entities(text),
  (text) => entities(entities(text)),
  (text) => wide(text),
  (text) => text.replace(tag, (name) => name.toUpperCase()),
  (text, draw) => text.replace(tag, (name) => [...name].map((sign) => (draw() < 0.5 ? sign.toUpperCase() : sign)).join('')),
  (text) => text.replace(/(<[a-z]+) /gi, '$1/'),
  (text) => text.replace(/ (on[a-z]+)=/gi, '\t$1\t='),
  (text) => encodeURIComponent(text),
];

export interface Payload {
  id: number;
  text: string;
}

/** As many as are wanted: every vehicle before any comes twice, the rest by chance. */
export function payloads(count: number, seed: number): Payload[] {
  const draw = draws(seed);
  const one = <T>(list: T[]) => list[Math.floor(draw() * list.length)]!;
  return Array.from({ length: count }, (_, id) => {
    const call = one(CALLS)(id);
    const vehicle = VEHICLES[id % VEHICLES.length]!(call);
    return { id, text: id < VEHICLES.length ? vehicle : one(DISGUISES)(one(BEFORE) + vehicle, draw) };
  });
}
