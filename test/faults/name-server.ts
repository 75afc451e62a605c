import dns from 'node:dns';

type Answer = 'ENOTFOUND' | 'EAI_AGAIN' | '127.0.0.1';

const answers = new Map<string, Answer>();
const systemLookup = dns.lookup;
let isPlaced = false;

/** What the system's resolver says of a name of these tests, from now on. */
export function answerName(hostName: string, answer: Answer): void {
  answers.set(hostName, answer);
  if (isPlaced) return;
  isPlaced = true;
  Object.assign(dns, { lookup });
}

function lookup(...given: readonly unknown[]): unknown {
  const [hostName, options] = given;
  const callback = given.at(-1) as (error: Error | null, address?: unknown, family?: number) => void;
  const answer = answers.get(String(hostName));
  if (answer === undefined) return Reflect.apply(systemLookup, dns, given);
  const wantsAll = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
  setImmediate(() => {
    if (answer !== '127.0.0.1')
      callback(Object.assign(new Error(`getaddrinfo ${answer}`), { code: answer, syscall: 'getaddrinfo', hostname: hostName }));
    else if (wantsAll) callback(null, [{ address: answer, family: 4 }]);
    else callback(null, answer, 4);
  });
  return undefined;
}
