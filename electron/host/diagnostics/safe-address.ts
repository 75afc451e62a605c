const withKind = /^(?:([a-z\d]+)\+)?(https?:\/\/.*)$/i;
/** A word of a path as people and servers choose them; anything longer or wilder may be a key. */
const plainSegment = /^(?:[a-z][a-z._-]{0,23}|[A-Z][a-z._-]{0,23}|\d{1,4}|v\d{1,2})$/;

/** A destination's address with what helps to help: kind, host, port, and those parts of the path that are ordinary words. */
export function safeAddress(address: string): string {
  const [, kind, rest = ''] = withKind.exec(address.trim()) ?? [];
  if (!URL.canParse(rest)) return address === '' ? '' : '[not an address]';
  const url = new URL(rest);
  const path = url.pathname
    .split('/')
    .map((segment) => (segment === '' || plainSegment.test(segment) ? segment : '[redacted]'))
    .join('/');
  const query = [...url.searchParams.keys()].map((name) => (plainSegment.test(name) ? `${name}=[redacted]` : '[redacted]')).join('&');
  return `${kind === undefined ? '' : `${kind}+`}${url.origin}${path}${query === '' ? '' : `?${query}`}`;
}
