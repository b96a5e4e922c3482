const browsers = [/Edg\//, /OPR\//, /Firefox\//, /Chrome\//, /Safari\//];
const browserNames = ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari'];
const systems: [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** The words by which a user knows a device, from what its browser calls itself: `Chrome · Windows`. */
export function deviceOf(agent?: string | null): string {
  if (!agent) return '';
  const browser = browserNames[browsers.findIndex((pattern) => pattern.test(agent))];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40);
}
