import { expect } from 'vitest';
import type { HttpFault, HttpFaultRule } from '../servers/http-fault.ts';
import type { Begin } from './fault.ts';
import type { Scene } from './scene.ts';

/** Does it to every request. */
export function toEverything(fault: HttpFault | ((scene: Scene) => HttpFault)): Begin {
  return (scene, times) => scene.http.addRule(ruleOf({}, faultOf(fault, scene), times));
}

/** Does it only to the requests that carry the file: for everything else the server is well. */
export function toTheBody(fault: HttpFault | ((scene: Scene) => HttpFault), when?: HttpFaultRule['when']): Begin {
  return (scene, times) => {
    const { bodyMethod, carriesFile = () => true } = scene.protocol;
    return scene.http.addRule(ruleOf({ method: bodyMethod, when: when ?? carriesFile }, faultOf(fault, scene), times));
  };
}

/** And at the end nobody had given up in between. */
export function inOneTry(begin: Begin): Begin {
  return async (scene, times) => {
    const end = await begin(scene, times);
    return async () => {
      await end();
      expect([...scene.errors]).toEqual([]);
    };
  };
}

export function ruleOf(conditions: Omit<HttpFaultRule, 'fault'>, fault: HttpFault, times: number | undefined): HttpFaultRule {
  return { ...conditions, fault, ...(times === undefined ? {} : { times }) };
}

function faultOf(fault: HttpFault | ((scene: Scene) => HttpFault), scene: Scene): HttpFault {
  return typeof fault === 'function' ? fault(scene) : fault;
}
