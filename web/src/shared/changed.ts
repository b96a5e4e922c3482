/** The entries of `now` that differ from `before`: the body of a merge patch. Empty and absent are the same. */
export function changed<T extends object>(before: T, now: T): Partial<T> {
  const entries = Object.entries(now).filter(([key, value]) => {
    const old = (before as Record<string, unknown>)[key];
    return JSON.stringify(value || null) !== JSON.stringify(old || null);
  });
  return Object.fromEntries(entries) as Partial<T>;
}
