import { bucketPlace } from './import-candidate.ts';

const usualRegion = 'us-east-1';

/** The address of a bucket yet to be named; null for an endpoint that no address of Gantry's can hold. Without one it is Amazon's. */
export function s3Address(endpoint: string | null, region: string | null, options: Readonly<Record<string, string>>): string | null {
  const suffix = region?.startsWith('cn-') === true ? 'amazonaws.com.cn' : 'amazonaws.com';
  const text = endpoint ?? `https://s3.${region ?? usualRegion}.${suffix}`;
  const whole = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, host, pathname, search, username, password } = new URL(whole);
  if (!/^https?:$/.test(protocol) || host === '' || pathname !== '/' || search !== '' || username !== '' || password !== '') return null;
  const query = new URLSearchParams({ ...(endpoint !== null && region !== null ? { region } : {}), ...options }).toString();
  return `s3+${protocol}//${host}/${bucketPlace}${query === '' ? '' : `?${query}`}`;
}
