import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { AddressSplit, Field, Region } from '@/api/types';
import { sendable } from '@/shared/field/value';

/** The parts of an address by field key. */
export type AddressValues = Record<string, unknown>;

export const addressKeys: readonly string[] = ['country', 'province', 'city', 'district', 'street', 'postcode'].map(
  (part) => `address.${part}`,
);
export const divisionKeys = ['address.province', 'address.city', 'address.district'] as const;
const [PROVINCE, CITY, DISTRICT] = divisionKeys;

/** The table changes once in years; a page that stays open for a day may go on with what it has. */
function below(parent: string) {
  const query = parent ? { parent } : {};
  return {
    queryKey: ['regions', parent],
    queryFn: async () => (await bodyOf(api.GET('/regions', { params: { query } }))).items,
    staleTime: Infinity,
  };
}

/** What may stand as the city: a municipality such as 重庆市, whose districts lie right below it, is its own. */
export function citiesOf(province: Region | undefined, children: Region[]): Region[] {
  const municipality = province && children.length > 0 && children.every(({ level }) => level === 'DISTRICT');
  return municipality ? [province] : children;
}

/** The city of an address that was taken apart: one that stands right below the province has no level of its own. */
export function cityOf({ province, city, district }: AddressSplit, cities: Region[]): string {
  return city || (cities.find(({ name }) => name === province || name === district)?.name ?? '');
}

/** Divisions are checked against each other, so where one of them changes the others are sent with it. */
export function wholeDivisions(changed: AddressValues, fields: Field[], values: AddressValues): AddressValues {
  const together = fields.filter(({ key }) => key === 'address.country' || divisionKeys.some((each) => each === key));
  if (!together.some(({ key }) => key in changed)) return changed;
  return { ...changed, ...Object.fromEntries(together.map((field) => [field.key, sendable(field, values[field.key])])) };
}

/** What typed text means: the division of that name, or the only one that begins so, or else the text itself. */
export function named(typed: string, options: Region[]): string {
  const text = typed.trim();
  const begun = options.filter(({ name }) => name.startsWith(text));
  return begun.length === 1 ? begun[0]!.name : text;
}

/** Whether a part still fits after the part above it changed; text that no table has is the user's own. */
function fits(value: unknown, options: Region[], former: Region[]): boolean {
  const among = (regions: Region[]) => regions.some(({ name }) => name === value);
  return options.length ? among(options) : !among(former);
}

/** The three divisions of an address, each offered as the one above it has them. */
export function useDivisions(values: AddressValues) {
  const queries = useQueryClient();

  const find = (key: string, regions: Region[]) => regions.find(({ name }) => name === values[key]);
  const childrenOf = (region?: Region): Promise<Region[]> =>
    region?.hasChildren ? queries.ensureQueryData(below(region.code)).catch(() => []) : Promise.resolve([]);
  const useChildren = (region: () => Region | undefined) =>
    useQuery(
      computed(() => ({ ...below(region()?.code ?? 'none'), enabled: region()?.hasChildren === true })),
    ).data;

  const all = useQuery(below('')).data;
  const provinces = computed(() => all.value ?? []);
  const province = computed(() => find(PROVINCE, provinces.value));
  const inProvince = useChildren(() => province.value);
  const cities = computed(() => citiesOf(province.value, inProvince.value ?? []));
  const city = computed(() => find(CITY, cities.value));
  const inCity = useChildren(() => city.value);
  const districts = computed(() => inCity.value ?? []);

  async function chooseProvince(name: string | null) {
    const [formerCities, formerDistricts] = [cities.value, districts.value];
    values[PROVINCE] = name;
    const options = citiesOf(province.value, await childrenOf(province.value));
    if (values[PROVINCE] !== name) return;
    const only = options.length === 1 ? options[0]!.name : null;
    const kept = fits(values[CITY], options, formerCities) ? (values[CITY] as string | null) : only;
    await chooseCity(kept, options, formerDistricts);
  }

  async function chooseCity(name: string | null, among = cities.value, former = districts.value) {
    values[CITY] = name;
    const options = await childrenOf(find(CITY, among));
    if (values[CITY] === name && !fits(values[DISTRICT], options, former)) values[DISTRICT] = null;
  }

  /**
   * Takes an address in one line apart and fills the parts.
   *
   * @returns whether a division was found; if not, the whole line is the street
   */
  async function fill(line: string): Promise<boolean> {
    const split = await bodyOf(api.POST('/regions/split', { body: { text: line } }));
    values['address.street'] = split.rest || null;
    if (!split.region) return false;
    const above = (await queries.ensureQueryData(below(''))).find(({ name }) => name === split.province);
    const options = citiesOf(above, await childrenOf(above));
    values[PROVINCE] = split.province;
    values[CITY] = cityOf(split, options) || null;
    values[DISTRICT] = split.district || null;
    return true;
  }

  return { provinces, cities, districts, chooseProvince, chooseCity, fill };
}
