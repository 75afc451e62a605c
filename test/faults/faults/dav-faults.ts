import type { HttpFault } from '../../servers/http-fault.ts';
import type { Begin, Fault } from '../fault.ts';
import { arrives, fails, waits } from '../fault.ts';
import { ruleOf } from '../rule-of.ts';

function toTheMove(fault: HttpFault): Begin {
  return ({ http }, times) => http.addRule(ruleOf({ method: 'MOVE' }, fault, times));
}

/** What only WebDAV does: a file gets its name with a MOVE, after it is whole. */
export const davFaults: readonly Fault[] = [
  {
    name: 'The answer to the MOVE is lost',
    only: ['dav'],
    begin: toTheMove({ kind: 'lose-answer' }),
    passesOnce: true,
    staying: { usual: arrives },
  },
  {
    name: 'The MOVE is cut before it reaches the server',
    only: ['dav'],
    begin: toTheMove({ kind: 'reset' }),
    passesOnce: true,
    staying: { usual: fails('connection-lost') },
  },
  {
    name: 'The server does not move (405)',
    note: 'Then it is sent under its own name.',
    only: ['dav'],
    begin: toTheMove({ kind: 'answer', status: 405 }),
    staying: { usual: arrives },
  },
  {
    name: 'The MOVE is answered with 507 (no room)',
    only: ['dav'],
    begin: toTheMove({ kind: 'answer', status: 507 }),
    passesOnce: true,
    staying: { usual: waits('destination-full', 'destination-full') },
  },
  {
    name: 'What is to be moved is locked (423)',
    only: ['dav'],
    begin: toTheMove({ kind: 'answer', status: 423 }),
    passesOnce: true,
    staying: { usual: fails('upload-locked') },
    mostRequests: 150,
  },
];
