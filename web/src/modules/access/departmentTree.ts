export interface Branch {
  key: string;
  name: string;
  parent?: string | null;
}

/** The departments in reading order, each with its depth; what hangs on nothing stands at the top. */
export function inOrder<B extends Branch>(branches: B[]): { branch: B; depth: number }[] {
  const known = new Set(branches.map(({ key }) => key));
  const seen = new Set<string>();
  const ordered: { branch: B; depth: number }[] = [];

  function visit(parent: string | undefined, depth: number) {
    for (const branch of branches) {
      const above = branch.parent && known.has(branch.parent) ? branch.parent : undefined;
      if (above !== parent || seen.has(branch.key)) continue;
      seen.add(branch.key);
      ordered.push({ branch, depth });
      visit(branch.key, depth + 1);
    }
  }

  visit(undefined, 0);
  return ordered;
}

/** The branch itself and everything below it. */
export function withBelow(branches: Branch[], key: string): Set<string> {
  const found = new Set([key]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const branch of branches) {
      if (!branch.parent || !found.has(branch.parent) || found.has(branch.key)) continue;
      found.add(branch.key);
      grown = true;
    }
  }
  return found;
}
