import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { mutateBytes } from '../parts/mutate-bytes.ts';
import { oddText } from '../parts/odd-values.ts';
import type { SeededRandom } from '../parts/seeded-random.ts';

const planted = 'hunter2';

function addressOf(random: SeededRandom): string {
  const scheme = random.pick(['tus+https', 'put+http', 'post+https', 'tus', 's3+https', 'https', 'TUS+HTTP', 'javascript', 'put+file', '']);
  const user = random.pick(['', '', 'me@', `me:${planted}@`, `:${planted}@`, 'm%20e@', '%zz@', `a@b:${planted}@`]);
  const host = random.pick([
    'host.test',
    '127.0.0.1',
    '[::1]',
    'host.test:8080',
    'host:99999',
    'ex ample',
    'xn--',
    '%41',
    '',
    'ü.test',
    oddText(random),
  ]);
  const path = random.pick(['', '/', '/files/', '/a/../b', '//x', '/%00', `/${oddText(random)}`]);
  const query = random.pick([
    '',
    '?field=f',
    '?gantry-max-size=5M',
    '?gantry-max-size=-1',
    '?gantry-accept=jpg,.png',
    '?gantry-accept=,',
    `?${oddText(random)}`,
  ]);
  const whole = `${scheme}://${user}${host}${path}${query}${random.oneIn(5) ? `#${oddText(random)}` : ''}`;
  return random.oneIn(3) ? mutateBytes(Buffer.from(whole), random, 3).toString('utf8') : whole;
}

/** Addresses of destinations: taken apart or refused in words, the same when read again, and no password ever kept or said back. */
export const destinationUrlsTarget: FuzzTarget = {
  name: 'destination-urls',
  open: async () => ({
    runCase: async (random) => {
      const address = random.oneIn(6) ? oddText(random) : addressOf(random);
      let parsed: ReturnType<typeof parseDestinationUrl>;
      try {
        parsed = parseDestinationUrl(address);
      } catch (error) {
        if (!(error instanceof UploadError) || error.code !== 'destination-invalid') throw error;
        const reason = String(error.details.reason ?? '');
        if (reason === '' || reason.includes(`:${planted}@`)) throw new Error(`said: ${reason}, of ${JSON.stringify(address)}`);
        return;
      }
      const { url, kind } = parsed;
      if (url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol)) throw new Error(`taken: ${url.href}`);
      if (
        address.includes(`:${planted}@`) &&
        `${url.href}${parsed.user}`.includes(planted) &&
        !url.pathname.includes(planted) &&
        !url.search.includes(planted)
      )
        throw new Error(`a secret was kept: ${url.href} ${parsed.user}`);
      const again = parseDestinationUrl(`${kind}+${url.href}`);
      if (again.url.href !== url.href || again.kind !== kind) throw new Error(`${url.href} became ${again.url.href}`);
    },
    close: async () => undefined,
  }),
};
