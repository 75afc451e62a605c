import type { HttpFault, HttpFaultRule, ProxiedRequest } from '../http-fault.ts';

interface CountedRule {
  readonly rule: HttpFaultRule;
  matches: number;
  uses: number;
}

function agrees(rule: HttpFaultRule, request: ProxiedRequest): boolean {
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (typeof rule.path === 'string' && !request.path.startsWith(rule.path)) return false;
  if (rule.path instanceof RegExp && !rule.path.test(request.path)) return false;
  if (rule.fault.kind === 'limit' && (request.contentLength ?? 0) <= rule.fault.limitBytes) return false;
  return rule.when?.(request) ?? true;
}

/** The rules of a fault proxy; the first that applies wins. */
export class FaultRules {
  #rules: CountedRule[] = [];

  /** The answer takes the rule away again. */
  add(rule: HttpFaultRule): () => void {
    const counted = { rule, matches: 0, uses: 0 };
    this.#rules.push(counted);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== counted);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  faultFor(request: ProxiedRequest): HttpFault | null {
    for (const counted of this.#rules) {
      if (!agrees(counted.rule, request)) continue;
      counted.matches += 1;
      if (counted.rule.nth !== undefined && counted.matches !== counted.rule.nth) continue;
      if (counted.rule.times !== undefined && counted.uses >= counted.rule.times) continue;
      counted.uses += 1;
      return counted.rule.fault;
    }
    return null;
  }
}
