import { ref } from 'vue';

export const paletteOpen = ref(false);

/** The form for a new customer is open beside whatever page is shown. */
export const creating = ref(false);
