import { afterEach, expect, test } from 'vitest';
import type { Outbound, Route } from '../../../../electron/engine/ports.ts';
import { Agents } from '../../../../electron/engine/protocols/transport/agents.ts';

const direct: Route = { kind: 'direct' };
const made: Agents[] = [];
afterEach(() => {
  for (const agents of made.splice(0)) agents.close();
});

function agentsThat(certificateAuthorities: () => readonly string[]): Agents {
  const outbound: Outbound = { routeTo: async () => direct, certificateAuthorities };
  const agents = new Agents({ isTls: false, agentOptions: {}, outbound, certificateAuthorities: ['of the address'] });
  made.push(agents);
  return agents;
}

test('one pool for one way and the same authorities, also when they are read anew; another one when they change', () => {
  let authorities = ['one', 'two'];
  const agents = agentsThat(() => authorities);
  const first = agents.agentFor(direct);
  expect(agents.agentFor(direct)).toBe(first);
  authorities = ['one', 'two'];
  expect(agents.agentFor(direct)).toBe(first);
  authorities = ['one'];
  expect(agents.agentFor(direct)).not.toBe(first);
  expect(agents.agentFor({ kind: 'proxy', url: new URL('http://proxy.test:3128'), authorization: null })).not.toBe(first);
  authorities = ['one', 'two'];
  expect(agents.agentFor(direct)).toBe(first);
});

test('authorities that stay are not gone through for each request', () => {
  let reads = 0;
  const authorities = new Proxy(['a certificate', 'another one'], {
    get(target, name, receiver) {
      reads += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  const agents = agentsThat(() => authorities);
  agents.agentFor(direct);
  const readsOfTheFirst = reads;
  expect(readsOfTheFirst).toBeGreaterThan(0);
  for (let request = 0; request < 100; request += 1) agents.agentFor(direct);
  expect(reads).toBe(readsOfTheFirst);
});
