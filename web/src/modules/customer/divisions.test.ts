// @vitest-environment happy-dom
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, reactive } from 'vue';
import type { Field, Region } from '@/api/types';
import { citiesOf, named, useDivisions, wholeDivisions, type AddressValues } from './divisions';

const region = (code: string, name: string, level: Region['level'], hasChildren = true): Region => ({
  code,
  name,
  level,
  hasChildren,
});
const [sichuan, chongqing, henan] = [
  region('51', '四川省', 'PROVINCE'),
  region('50', '重庆市', 'PROVINCE'),
  region('41', '河南省', 'PROVINCE'),
];
const table: Record<string, Region[]> = {
  '': [sichuan, chongqing, henan],
  51: [region('5101', '成都市', 'CITY'), region('5107', '绵阳市', 'CITY')],
  5101: [region('510107', '武侯区', 'DISTRICT', false), region('510104', '锦江区', 'DISTRICT', false)],
  5107: [region('510703', '涪城区', 'DISTRICT', false)],
  50: [region('500105', '江北区', 'DISTRICT', false), region('500103', '渝中区', 'DISTRICT', false)],
  41: [region('4101', '郑州市', 'CITY'), region('419001', '济源市', 'DISTRICT', false)],
};
const splits: Record<string, object> = {
  重庆市江北区建新北路1号: { region: '500105', province: '重庆市', city: '', district: '江北区', rest: '建新北路1号' },
  河南省济源市文昌路1号: { region: '419001', province: '河南省', city: '', district: '济源市', rest: '文昌路1号' },
  '1 Main Street': { region: null, province: '', city: '', district: '', rest: '1 Main Street' },
};

beforeEach(() => {
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const answer = url.pathname.endsWith('/split')
      ? splits[(await request.json()).text]
      : { items: table[url.searchParams.get('parent') ?? ''] };
    return new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } });
  });
});
afterEach(() => vi.unstubAllGlobals());

function address(province: string | null, city: string | null, district: string | null): AddressValues {
  return reactive({ 'address.province': province, 'address.city': city, 'address.district': district });
}

const parts = (values: AddressValues) => [
  values['address.province'],
  values['address.city'],
  values['address.district'],
];
const names = (regions: Region[]) => regions.map(({ name }) => name);

async function divisionsOf(values: AddressValues) {
  let made: ReturnType<typeof useDivisions>;
  const component = defineComponent({
    setup() {
      made = useDivisions(values);
      return () => null;
    },
  });
  mount(component, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  for (let level = 0; level < 3; level++) await flushPromises();
  await vi.waitFor(() => expect(made.provinces.value).toHaveLength(3));
  return made!;
}

describe('the divisions that are offered', () => {
  it('are those below the one above', async () => {
    const divisions = await divisionsOf(address('四川省', '成都市', null));
    expect(names(divisions.cities.value)).toEqual(['成都市', '绵阳市']);
    await vi.waitFor(() => expect(names(divisions.districts.value)).toEqual(['武侯区', '锦江区']));
  });

  it('have a municipality as its own city, with its districts', async () => {
    const divisions = await divisionsOf(address('重庆市', '重庆市', null));
    expect(names(divisions.cities.value)).toEqual(['重庆市']);
    await vi.waitFor(() => expect(names(divisions.districts.value)).toEqual(['江北区', '渝中区']));
  });

  it('keep counties right below a province beside its cities', () => {
    expect(names(citiesOf(henan, table[41]!))).toEqual(['郑州市', '济源市']);
  });
});

describe('choosing a province', () => {
  it('clears a city that is not in it, and the district with it', async () => {
    const values = address('四川省', '成都市', '武侯区');
    await (await divisionsOf(values)).chooseProvince('河南省');
    expect(parts(values)).toEqual(['河南省', null, null]);
  });

  it('keeps a city that is in it', async () => {
    const values = address('川', '成都市', '武侯区');
    await (await divisionsOf(values)).chooseProvince('四川省');
    expect(parts(values)).toEqual(['四川省', '成都市', '武侯区']);
  });

  it('that is a municipality chooses its city', async () => {
    const values = address('四川省', '成都市', '武侯区');
    await (await divisionsOf(values)).chooseProvince('重庆市');
    expect(parts(values)).toEqual(['重庆市', '重庆市', null]);
  });

  it('that no table has clears only what belonged to the former one', async () => {
    const known = address('四川省', '成都市', '武侯区');
    await (await divisionsOf(known)).chooseProvince('Bayern');
    expect(parts(known)).toEqual(['Bayern', null, null]);
    const abroad = address('Bayern', 'München', null);
    await (await divisionsOf(abroad)).chooseProvince('Bavaria');
    expect(parts(abroad)).toEqual(['Bavaria', 'München', null]);
  });

  it('twice in a row ends with the second', async () => {
    const values = address(null, null, null);
    const divisions = await divisionsOf(values);
    await Promise.all([divisions.chooseProvince('重庆市'), divisions.chooseProvince('四川省')]);
    expect(parts(values)).toEqual(['四川省', null, null]);
  });
});

it('choosing a city clears a district that is not in it', async () => {
  const values = address('四川省', '成都市', '武侯区');
  await (await divisionsOf(values)).chooseCity('绵阳市');
  expect(parts(values)).toEqual(['四川省', '绵阳市', null]);
});

describe('an address in one line', () => {
  it('fills the parts, a municipality as its own city', async () => {
    const values = address('四川省', '成都市', '武侯区');
    expect(await (await divisionsOf(values)).fill('重庆市江北区建新北路1号')).toBe(true);
    expect([...parts(values), values['address.street']]).toEqual(['重庆市', '重庆市', '江北区', '建新北路1号']);
  });

  it('has a county right below its province as city and district', async () => {
    const values = address(null, null, null);
    await (await divisionsOf(values)).fill('河南省济源市文昌路1号');
    expect(parts(values)).toEqual(['河南省', '济源市', '济源市']);
  });

  it('without any division is the street and leaves the rest alone', async () => {
    const values = address('Bayern', null, null);
    expect(await (await divisionsOf(values)).fill('1 Main Street')).toBe(false);
    expect([...parts(values), values['address.street']]).toEqual(['Bayern', null, null, '1 Main Street']);
  });
});

it.each([
  ['四川', '四川省'],
  ['重', '重庆市'],
  [' 河南省 ', '河南省'],
  ['Bayern', 'Bayern'],
])('the typed text %o means %s', (typed, meant) => {
  expect(named(typed, table['']!)).toBe(meant);
});

it('a changed division is sent with the others, a changed street alone', () => {
  const fields = ['country', 'province', 'city', 'district', 'street'].map((part) => ({ key: `address.${part}` }) as Field);
  const values = { ...address('四川省', '绵阳市', null), 'address.country': '中国', 'address.street': 's' };
  expect(wholeDivisions({ 'address.street': 's' }, fields, values)).toEqual({ 'address.street': 's' });
  expect(wholeDivisions({ 'address.city': '绵阳市' }, fields, values)).toEqual({
    'address.country': '中国',
    'address.province': '四川省',
    'address.city': '绵阳市',
    'address.district': null,
  });
});
