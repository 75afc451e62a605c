export interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

/** The part of CycloneDX that is used here. */
export interface BillOfMaterials {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * What of a whole checkout's bill goes out with the app: the packages in `roots` with all that they need, and those in `alone` without (Electron's
 * own packages only fetch it). Throws when the bill does not know one of them.
 */
export function shippedComponents<Bill extends BillOfMaterials>(bill: Bill, roots: readonly string[], alone: readonly string[]): Bill {
  const [top] = bill.dependencies;
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const nameOf = new Map(bill.components.map((component) => [component['bom-ref'], component.name]));
  const refOf = (name: string): string => {
    const found = top?.dependsOn.find((ref) => nameOf.get(ref) === name);
    if (found === undefined) throw new Error(`The bill of materials has no ${name}.`);
    return found;
  };
  const shipped = new Set(alone.map(refOf));
  const left = roots.map(refOf);
  for (let ref = left.pop(); ref !== undefined; ref = left.pop()) {
    if (shipped.has(ref)) continue;
    shipped.add(ref);
    left.push(...(needs.get(ref) ?? []));
  }
  const withoutNeeds = new Set(alone.map(refOf));
  return {
    ...bill,
    components: bill.components.filter((component) => shipped.has(component['bom-ref'])),
    dependencies: bill.dependencies
      .filter(({ ref }) => ref === top?.ref || shipped.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: withoutNeeds.has(ref) ? [] : dependsOn.filter((needed) => shipped.has(needed)) })),
  };
}
