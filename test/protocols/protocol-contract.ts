import { describe, expect, it } from 'vitest';
import { testChangedSource } from './contract/changed-source.ts';
import type { Contract } from './contract/contract.ts';
import { testDelivery } from './contract/delivery.ts';
import { testGoingOn } from './contract/going-on.ts';
import { testProbing } from './contract/probing.ts';
import { settingFor } from './contract/setting.ts';
import { testStopping } from './contract/stopping.ts';
import { testTrouble } from './contract/trouble.ts';

/** What every protocol promises (`protocol.ts`), against a real server. */
export function describeProtocol(name: string, contract: Contract): void {
  describe(name, () => {
    const at = settingFor(contract);
    it('says of itself what is known before it is made', () => {
      expect(at.protocol.isResumable).toBe(at.isResumable);
    });
    testDelivery(contract, at);
    testStopping(contract, at);
    testGoingOn(contract, at);
    testTrouble(contract, at);
    testChangedSource(at);
    testProbing(at);
  });
}
