import { readonly, ref } from 'vue';

function media(query: string) {
  const list = matchMedia(query);
  const matches = ref(list.matches);
  list.addEventListener('change', (event) => (matches.value = event.matches));
  return readonly(matches);
}

/** Phones. The same widths stand in the style sheets. */
export const narrow = media('(max-width: 767px)');

/** Too narrow for a third column. */
export const medium = media('(max-width: 1199px)');
